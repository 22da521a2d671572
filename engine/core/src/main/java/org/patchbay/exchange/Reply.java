package org.patchbay.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a partner answered.
 *
 * @param headers in the order received
 * @param body bytes after decompression
 */
public record Reply(int status, List<Pair> headers, byte[] body) {
    public Reply {
        headers = List.copyOf(headers);
    }

    /** First value of a header, its name in any case. */
    public Optional<String> header(String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(pair -> pair.name().toLowerCase(Locale.ROOT).equals(wanted))
                .map(Pair::value)
                .findFirst();
    }
}
