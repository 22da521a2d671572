package org.patchbay.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.ResultEntry;

/** Reads the target of {@code rel=next} in a Link header (RFC 8288 §3). */
final class LinkHeader {
    private LinkHeader() {}

    /** The header as an entry of a result. */
    static ResultEntry entry() {
        return new ResultEntry(
                At.NOWHERE,
                Optional.empty(),
                List.of(),
                Optional.of("Link"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The address of the next page; empty when no link leads there. */
    static Optional<String> next(String header) {
        var at = header.indexOf('<');
        while (at >= 0) {
            var end = header.indexOf('>', at);
            if (end < 0) {
                return Optional.empty();
            }
            var after = end(header, end + 1);
            if (isNext(header.substring(end + 1, after))) {
                return Optional.of(header.substring(at + 1, end).strip());
            }
            at = header.indexOf('<', after);
        }
        return Optional.empty();
    }

    /** Where the parameters of a link end: at a comma outside of quotes. */
    private static int end(String header, int from) {
        var quoted = false;
        for (var i = from; i < header.length(); i++) {
            var c = header.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return header.length();
    }

    /** Of several {@code rel} the first counts; its words have no case (RFC 8288 §3.3). */
    private static boolean isNext(String parameters) {
        for (var parameter : parameters.split(";", -1)) {
            var equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("rel")) {
                var words = parameter.substring(equals + 1).replace('"', ' ').strip();
                return List.of(words.toLowerCase(Locale.ROOT).split("\\s+", -1)).contains("next");
            }
        }
        return false;
    }
}
