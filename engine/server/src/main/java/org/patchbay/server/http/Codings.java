package org.patchbay.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;

/**
 * Content codings at hooks, such as gzip. A partner signs the bytes that it sends, so nothing may be undone on the way; the framework would,
 * and what it cannot undo would come out as an empty body.
 */
public final class Codings {
    private static final String HOOKS = "/hooks/";
    private static final AsciiString HELD = AsciiString.cached("patchbay-held-coding");

    private Codings() {}

    /** Hides the coding of a request to a hook from the framework. */
    static void hold(HttpRequest request) {
        var headers = request.headers();
        headers.remove(HELD);
        if (request.uri().startsWith(HOOKS) && isCoded(headers)) {
            headers.set(HELD, headers.get(HttpHeaderNames.CONTENT_ENCODING));
            headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        }
    }

    private static boolean isCoded(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.CONTENT_ENCODING).stream()
                .anyMatch(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"));
    }

    /**
     * Lets nothing in that is coded (RFC 9110 §15.5.16).
     *
     * @throws Declined when it is
     */
    public static void refuse(io.micronaut.http.HttpRequest<?> request) {
        if (request.getHeaders().contains(HELD)) {
            throw ProblemDetails.of(
                            ProblemCode.UNSUPPORTED_TYPE,
                            "a hook takes the bytes as they were signed: no Content-Encoding")
                    .declined();
        }
    }
}
