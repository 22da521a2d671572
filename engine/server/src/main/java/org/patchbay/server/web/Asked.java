package org.patchbay.server.web;

import io.micronaut.http.HttpParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Letter;

/** What the query of a request asks for. */
record Asked(HttpParameters query) {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** @throws Declined something in it cannot be read */
    Filter filter(Optional<String> callCentre) {
        return new Filter(
                callCentre,
                text("integrator"),
                text("endpoint"),
                text("trigger").map(word -> TriggerWords.standard(word).orElse(word)),
                text("status"),
                text("callId"),
                time("since"),
                number("revision"),
                text("failed").map(Boolean::parseBoolean).orElse(false),
                text("cursor"),
                limit());
    }

    /** @throws Declined it is no time */
    Optional<Instant> time(String name) {
        return read(name, Asked::instant, "a time like 2026-01-02T03:04:05Z");
    }

    /** @throws Declined it is no number */
    Optional<Long> number(String name) {
        return read(name, Long::valueOf, "a number");
    }

    /** Which letters are asked for instead of executions of any end; empty: none. */
    Optional<Letter.Kind> letters() {
        return Arrays.stream(Letter.Kind.values())
                .filter(kind -> text(kind.word()).map(Boolean::parseBoolean).orElse(false))
                .findFirst();
    }

    /** How many at most. */
    int limit() {
        var limit = read("limit", Integer::valueOf, "a number").orElse(USUAL);
        return Math.clamp(limit, 1, MOST);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private <T> Optional<T> read(String name, Function<String, T> reader, String expected) {
        try {
            return text(name).map(reader);
        } catch (NumberFormatException | DateTimeException unreadable) {
            throw ProblemDetails.of(ProblemCode.BAD_REQUEST, "`" + name + "` in the query must be " + expected)
                    .declined();
        }
    }
}
