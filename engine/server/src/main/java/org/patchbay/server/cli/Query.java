package org.patchbay.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.patchbay.definition.Durations;

/** What stands in an address. */
final class Query {
    private Query() {}

    /** Names and values, joined. */
    static String of(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> coded(value.getKey()) + "=" + coded(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Coded so that it can stand in a path as well as in a query. */
    static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** When a length of time up to now began. */
    static Instant start(String length) {
        return Durations.parse(length)
                .map(time -> Instant.now().minus(time))
                .orElseThrow(() ->
                        Complaint.usage("`" + length + "` is no length of time", "for example 90s, 30m, 1h or 7d"));
    }
}
