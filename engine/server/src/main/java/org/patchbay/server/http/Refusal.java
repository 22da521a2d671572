package org.patchbay.server.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A problem of which many are told under load. All of the answer is put together once, but for the id of the request, with which the
 * document ends. Immutable.
 */
final class Refusal {
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final AsciiString ID = AsciiString.cached(Traces.HEADER);
    private static final AsciiString PROBLEM = AsciiString.cached(Answers.PROBLEM.toString());

    private final ProblemDetails problem;
    private final HttpResponseStatus status;
    /** The document up to the id. */
    private final byte[] begin;
    /** Name after name, each with its value; those of the id and of the length are empty. */
    private final CharSequence[] headers;

    private Refusal(ProblemDetails problem) {
        this.problem = problem;
        this.status = HttpResponseStatus.valueOf(problem.code().status());
        var document = Json.bytes(problem.toJson(""));
        this.begin = Arrays.copyOf(document, document.length - END.length);
        var pairs = new ArrayList<CharSequence>(
                List.of(ID, "", HttpHeaderNames.CONTENT_LENGTH, "", HttpHeaderNames.CONTENT_TYPE, PROBLEM));
        if (problem.code().retryable()) {
            pairs.addAll(List.of(HttpHeaderNames.RETRY_AFTER, AsciiString.of(Long.toString(problem.patience()))));
        }
        this.headers = pairs.toArray(CharSequence[]::new);
    }

    /** One that one sentence says all about. */
    static Refusal of(ProblemCode code, String detail) {
        return new Refusal(ProblemDetails.of(code, detail));
    }

    ProblemDetails problem() {
        return problem;
    }

    ProblemCode code() {
        return problem.code();
    }

    /**
     * A whole answer, which says whether the connection stays open.
     *
     * @param trace id of the request, of letters that mean nothing in JSON and in a header
     */
    FullHttpResponse answer(ByteBufAllocator memory, String trace, boolean stays) {
        var body = memory.buffer(begin.length + trace.length() + END.length).writeBytes(begin);
        body.writeCharSequence(trace, StandardCharsets.US_ASCII);
        body.writeBytes(END);
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                body,
                headers(trace, body.readableBytes(), stays),
                EmptyHttpHeaders.INSTANCE);
    }

    private HttpHeaders headers(String trace, int length, boolean stays) {
        var all = Arrays.copyOf(headers, stays ? headers.length : headers.length + 2);
        all[1] = trace;
        all[3] = Integer.toString(length);
        if (!stays) {
            all[headers.length] = HttpHeaderNames.CONNECTION;
            all[headers.length + 1] = HttpHeaderValues.CLOSE;
        }
        return new ReadOnlyHttpHeaders(false, all);
    }
}
