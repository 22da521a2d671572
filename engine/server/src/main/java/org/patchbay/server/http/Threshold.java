package org.patchbay.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;

/**
 * Turns new work away before anything of it is read, while the house is full, behind or closed: refusing has to be much cheaper than
 * working; and what is too long to be read (RFC 9110, section 15.5.15; RFC 6585, section 5). It stands before the framework, one in each
 * connection. What it leaves alone, {@link Admission#admit} looks at.
 */
final class Threshold extends ChannelDuplexHandler {
    private static final List<String> WORK = List.of("/api/v1/triggers/", "/hooks/");
    private static final int SMALL = 64 << 10;

    private final Admission admission;
    private final Lag reading;
    /** Requests that were let in and are not answered yet: no answer may overtake theirs (RFC 9112, section 9.3.2). */
    private int underWay;

    private boolean dropping;
    private boolean dropped;

    /** @param reading that of the thread that serves the connection */
    Threshold(Admission admission, Lag reading) {
        this.admission = admission;
        this.reading = reading;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            Codings.hold(request);
            var refusal = underWay == 0 ? refusal(request) : Optional.<ProblemDetails>empty();
            dropping = refusal.isPresent();
            refusal.ifPresentOrElse(problem -> answer(context, request, problem), this::begins);
        }
        if (!dropping) {
            context.fireChannelRead(message);
            return;
        }
        dropped = true;
        ReferenceCountUtil.release(message);
    }

    private Optional<ProblemDetails> refusal(HttpRequest request) {
        return switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ ->
                Optional.of(ProblemDetails.of(
                        ProblemCode.ADDRESS_TOO_LONG, "its first line is longer than this server reads"));
            case TooLongHttpHeaderException _ ->
                Optional.of(ProblemDetails.of(ProblemCode.HEADERS_TOO_LARGE, "they are longer than this server reads"));
            case null, default -> isPlainWork(request) ? admission.refusal(reading) : Optional.empty();
        };
    }

    private void begins() {
        underWay++;
        admission.asked();
    }

    /** The connection is gone, and with it who waits for answers. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        admission.answered(underWay);
    }

    /** Who takes nothing for itself has to ask for more. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        if (dropped) {
            dropped = false;
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            underWay--;
            admission.answered(1);
        }
        var _ = context.write(message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /** Not from a web page, which has to be told that it may read the answer, and with a body that may as well be read to its end. */
    private static boolean isPlainWork(HttpRequest request) {
        var headers = request.headers();
        return WORK.stream().anyMatch(request.uri()::startsWith)
                && !headers.contains(HttpHeaderNames.ORIGIN)
                && !headers.contains(HttpHeaderNames.EXPECT)
                && request.decoderResult().isSuccess()
                && HttpUtil.getContentLength(request, SMALL + 1L) <= SMALL;
    }

    private static void answer(ChannelHandlerContext context, HttpRequest request, ProblemDetails problem) {
        var stays = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        var written = context.writeAndFlush(response(problem, Traces.of(request.headers()::get), stays));
        if (!stays) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A whole answer, which says whether the connection stays open. */
    static FullHttpResponse response(ProblemDetails problem, String trace, boolean stays) {
        var body = Unpooled.wrappedBuffer(Json.bytes(problem.toJson(trace)));
        var status = HttpResponseStatus.valueOf(problem.code().status());
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, Answers.PROBLEM).set(Traces.HEADER, trace);
        if (problem.code().retryable()) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, Answers.PATIENCE);
        }
        HttpUtil.setContentLength(response, body.readableBytes());
        HttpUtil.setKeepAlive(response, stays);
        return response;
    }
}
