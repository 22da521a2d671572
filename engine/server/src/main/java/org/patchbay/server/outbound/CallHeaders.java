package org.patchbay.server.outbound;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import org.patchbay.exchange.Request;

/** Headers of a request that know the call they belong to: Micronaut hands them through to the connection unchanged. */
final class CallHeaders extends DefaultHttpHeaders {
    private final Call call;

    CallHeaders(Call call, String userAgent) {
        this.call = call;
        fill(call.request(), userAgent);
    }

    Call call() {
        return call;
    }

    private void fill(Request request, String userAgent) {
        add(HttpHeaderNames.HOST, request.origin().authority());
        for (var header : request.headers()) {
            add(header.name(), bytes(header.value()));
        }
        if (!contains(HttpHeaderNames.USER_AGENT)) {
            add(HttpHeaderNames.USER_AGENT, userAgent);
        }
        if (!contains(HttpHeaderNames.ACCEPT_ENCODING)) {
            add(HttpHeaderNames.ACCEPT_ENCODING, "gzip");
        }
    }

    /** Netty writes one byte for each character and a question mark for what is beyond Latin-1; partners expect UTF-8. */
    private static String bytes(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7E) {
                return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return value;
    }
}
