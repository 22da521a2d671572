package org.patchbay.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.patchbay.definition.Limits;
import org.patchbay.server.http.Strangers.Drawer;

/**
 * Turns new work away before anything of it is read, while the house is full, behind or closed: refusing has to be much cheaper than
 * working; and what is too long to be read (RFC 9110, section 15.5.15; RFC 6585, section 5). It stands before the framework, one in each
 * connection. What it leaves alone, {@link Admission#admit} looks at.
 */
final class Threshold extends ChannelDuplexHandler {
    private static final String TRIGGERS = "/api/v1/triggers/";
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final int SMALL = 64 << 10;
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._~%-]*|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");

    private static final int SECONDS_FOR_A_BODY = 30;

    private static final Refusal ADDRESS_TOO_LONG =
            Refusal.of(ProblemCode.ADDRESS_TOO_LONG, "its first line is longer than this server reads");
    private static final Refusal HEADERS_TOO_LARGE =
            Refusal.of(ProblemCode.HEADERS_TOO_LARGE, "they are longer than this server reads");
    private static final Refusal UNFRAMED =
            Refusal.of(ProblemCode.BAD_REQUEST, "one Host and no Transfer-Encoding but chunked are understood");
    private static final Refusal UNKNOWN_METHOD =
            Refusal.of(ProblemCode.METHOD_UNKNOWN, "the method is not one of " + String.join(", ", METHODS));
    private static final Refusal TOO_OFTEN =
            Refusal.of(ProblemCode.TOO_MANY_REQUESTS, "too many requests to this hook were not genuine");
    private static final Refusal TOO_HEAVY =
            Refusal.of(ProblemCode.OVERLOADED, "large requests take all the memory that they may at this moment");

    private final Admission admission;
    private final Lag reading;
    /** Requests that were let in and are not answered yet: no answer may overtake theirs (RFC 9112, section 9.3.2). */
    private final Deque<Guest> underWay = new ArrayDeque<>();

    /** Of the request whose body is coming; how long it is, its sender has said or not. */
    private boolean measured;

    /** The body of a request has begun to come and has not ended. */
    private boolean coming;

    private @Nullable ScheduledFuture<?> patience;
    private boolean dropping;
    private boolean dropped;

    /** The one that was named last and is one: on the same connection it seldom is another. */
    private String host = "";

    /**
     * A request that was let in.
     *
     * @param drawer where it is counted when it is not genuine; empty when it calls no hook
     */
    private record Guest(Freight freight, Optional<Drawer> drawer) {}

    /** @param reading that of the thread that serves the connection */
    Threshold(Admission admission, Lag reading) {
        this.admission = admission;
        this.reading = reading;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            coming = true;
            begin(context, request);
        } else if (!dropping && message instanceof HttpContent part) {
            take(context, part);
        }
        if (message instanceof LastHttpContent) {
            coming = false;
            calmDown();
        }
        if (!dropping) {
            context.fireChannelRead(message);
            return;
        }
        dropped = true;
        ReferenceCountUtil.release(message);
    }

    /** What is seen at once, without any memory for it. */
    private Optional<Refusal> refusal(HttpRequest request) {
        return switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ -> Optional.of(ADDRESS_TOO_LONG);
            case TooLongHttpHeaderException _ -> Optional.of(HEADERS_TOO_LARGE);
            case null, default ->
                beyondDoubt(request).or(() -> isPlainWork(request) ? admission.refusal(reading) : Optional.empty());
        };
    }

    /**
     * Where the body of a request ends has to be beyond doubt (RFC 9112, section 6.3): another server on the way may read it differently,
     * and what is a body for one would be the next request for the other. Methods are told apart by their letters, large and small (RFC
     * 9110, section 9.1); the framework does not.
     */
    private Optional<Refusal> beyondDoubt(HttpRequest request) {
        if (!isUnderstood(request.headers()) || !isForOneHost(request)) {
            return Optional.of(UNFRAMED);
        }
        return METHODS.contains(request.method().name()) ? Optional.empty() : Optional.of(UNKNOWN_METHOD);
    }

    private static boolean isUnderstood(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return true;
        }
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
    }

    /** Who speaks HTTP/1.1 names the host, once and in letters of a host (RFC 9112, section 3.2); what cannot be read is refused further on. */
    private boolean isForOneHost(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        return request.decoderResult().isFailure()
                || request.protocolVersion().equals(HttpVersion.HTTP_1_0) && hosts.isEmpty()
                || request.protocolVersion().majorVersion() == 1 && hosts.size() == 1 && isHost(hosts.getFirst());
    }

    private boolean isHost(String name) {
        if (!name.equals(host)) {
            if (!HOST.matcher(name).matches()) {
                return false;
            }
            host = name;
        }
        return true;
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        var isAlone = underWay.isEmpty();
        measured = isAlone && HttpUtil.isContentLengthSet(request);
        var refusal = (isAlone ? refusal(request) : beyondDoubt(request)).or(() -> letIn(context, request));
        dropping = refusal.isPresent();
        if (dropping && isAlone) {
            answer(context, request, refusal.get());
        } else if (dropping) {
            var _ = context.close();
        }
    }

    /** Nothing unless its sender sends too much. */
    private Optional<Refusal> letIn(ChannelHandlerContext context, HttpRequest request) {
        var from = context.channel().remoteAddress();
        var drawer = Strangers.isHook(request.uri())
                ? Optional.of(Strangers.drawer(request.uri(), from))
                : Optional.<Drawer>empty();
        if (drawer.filter(admission.strangers()::isFull).isPresent()) {
            return Optional.of(TOO_OFTEN);
        }
        var freight = new Freight(admission.bodies(), Strangers.sender(from));
        if (underWay.isEmpty() && !fits(request, freight)) {
            return Optional.of(TOO_HEAVY);
        }
        Codings.hold(request);
        underWay.add(new Guest(freight, drawer));
        admission.asked();
        return Optional.empty();
    }

    /**
     * Behind a request that is not answered yet nobody can be told anything: such a body is weighed as it comes. What is announced to be
     * longer than anything may be, nobody reads: the framework refuses it.
     */
    private static boolean fits(HttpRequest request, Freight freight) {
        var length = request.decoderResult().isSuccess() ? HttpUtil.getContentLength(request, 0L) : 0L;
        return length > Limits.LARGEST_REQUEST || freight.add(length);
    }

    /** A part of a body that cannot be read is not its end: nothing is done with what came before it. */
    private void take(ChannelHandlerContext context, HttpContent part) {
        var guest = underWay.peekLast();
        var fits =
                measured || guest == null || guest.freight().add(part.content().readableBytes());
        if (!fits || part.decoderResult().isFailure()) {
            dropping = true;
            var _ = context.close();
        }
    }

    /** The connection is gone, and with it who waits for answers. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        calmDown();
        admission.answered(underWay.size());
        underWay.forEach(guest -> guest.freight().drop());
        underWay.clear();
    }

    /** Who takes nothing for itself has to ask for more. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        if (coming && patience == null) {
            patience = context.executor().schedule(() -> giveUp(context), SECONDS_FOR_A_BODY, TimeUnit.SECONDS);
        }
        if (dropped) {
            dropped = false;
            context.read();
        }
    }

    /** Who sends a body drop by drop would keep its room from others. */
    private static void giveUp(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private void calmDown() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && response.status().code() == 401) {
            Optional.ofNullable(underWay.peek()).flatMap(Guest::drawer).ifPresent(admission.strangers()::count);
        }
        if (message instanceof LastHttpContent && !isInterim(message)) {
            Optional.ofNullable(underWay.poll())
                    .ifPresent(guest -> guest.freight().drop());
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
        return (request.uri().startsWith(TRIGGERS) || Strangers.isHook(request.uri()))
                && !request.headers().contains(HttpHeaderNames.ORIGIN)
                && !request.headers().contains(HttpHeaderNames.EXPECT)
                && isSmall(request);
    }

    private static boolean isSmall(HttpRequest request) {
        return request.decoderResult().isSuccess() && HttpUtil.getContentLength(request, SMALL + 1L) <= SMALL;
    }

    private static void answer(ChannelHandlerContext context, HttpRequest request, Refusal refusal) {
        var stays = HttpUtil.isKeepAlive(request) && isSmall(request) && !refusal.equals(UNFRAMED);
        var written = context.writeAndFlush(refusal.answer(context.alloc(), Traces.of(request.headers()::get), stays));
        if (!stays) {
            written.addListener(_ -> TurnedAway.end(context));
        }
    }
}
