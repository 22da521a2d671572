package org.patchbay.server.http;

import io.micronaut.http.HttpRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The id under which a request is found in logs: the caller's own where it sent a usable one. */
public final class Traces {
    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "patchbay.trace";
    private static final int LONGEST = 64;

    private Traces() {}

    /** The id of a request, the same at every call. */
    public static String id(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            var id = of(request.getHeaders()::get);
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    /** The id for a request with these headers. */
    static String of(Function<CharSequence, @Nullable String> headers) {
        var own = Optional.ofNullable(headers.apply(HEADER)).filter(Traces::isUsable);
        return own.or(() -> Optional.ofNullable(headers.apply("traceparent"))
                        .filter(parent -> parent.length() >= 36 && isUsable(parent.substring(3, 35)))
                        .map(parent -> parent.substring(3, 35)))
                .orElseGet(Traces::fresh);
    }

    /** A new one. */
    static String fresh() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static boolean isUsable(String id) {
        return !id.isEmpty()
                && id.length() <= LONGEST
                && id.chars()
                        .allMatch(c -> c >= '0' && c <= '9'
                                || c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c == '-'
                                || c == '_'
                                || c == '.');
    }
}
