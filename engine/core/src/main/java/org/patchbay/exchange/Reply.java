package org.patchbay.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a partner answered.
 *
 * @param headers in the order received
 * @param body bytes after decompression
 * @param length how many they were when it came; more than there are when it was cut
 */
public record Reply(int status, List<Pair> headers, byte[] body, int length) {
    public Reply {
        headers = List.copyOf(headers);
    }

    /** A whole one. */
    public Reply(int status, List<Pair> headers, byte[] body) {
        this(status, headers, body, body.length);
    }

    /** The same with so many bytes of its body at most: what may be kept while a run lasts. */
    public Reply cut(int longest) {
        return body.length <= longest ? this : new Reply(status, headers, Arrays.copyOf(body, longest), length);
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
