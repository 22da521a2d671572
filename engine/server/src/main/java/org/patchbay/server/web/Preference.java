package org.patchbay.server.web;

import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller wants to wait (RFC 7240).
 *
 * @param longest no longer than this, zero for not at all; empty: as long as the budget allows
 */
record Preference(Optional<Duration> longest) {
    private static final Preference NONE = new Preference(Optional.empty());

    static Preference of(HttpRequest<?> request) {
        return parse(request.getHeaders().get("Prefer"));
    }

    static Preference parse(@Nullable String header) {
        if (header == null) {
            return NONE;
        }
        for (var part : header.split(",", -1)) {
            var word = part.strip();
            if (word.equals("respond-async")) {
                return new Preference(Optional.of(Duration.ZERO));
            }
        }
        for (var part : header.split(",", -1)) {
            var seconds = part.strip().startsWith("wait=") ? digits(part.strip().substring(5)) : Optional.<Long>empty();
            if (seconds.isPresent()) {
                return new Preference(seconds.map(Duration::ofSeconds));
            }
        }
        return NONE;
    }

    private static Optional<Long> digits(String text) {
        var plain = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
