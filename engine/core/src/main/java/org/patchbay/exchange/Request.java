package org.patchbay.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.Method;

/**
 * A request whose bytes are final.
 *
 * @param target path and query, percent-encoded, begins with one {@code /}
 * @param headers in order, without Host and Content-Length
 * @param body exact bytes; empty for no body
 */
public record Request(Method method, Origin origin, String target, List<Pair> headers, byte[] body) {
    public Request {
        headers = List.copyOf(headers);
    }

    /** The absolute address. */
    public String url() {
        return origin + target;
    }

    /** First value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(pair -> pair.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .map(Pair::value)
                .findFirst();
    }
}
