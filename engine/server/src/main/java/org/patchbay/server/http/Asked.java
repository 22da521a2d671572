package org.patchbay.server.http;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.definition.Nearest;
import org.patchbay.engine.Ids;

/** What the query of a request asks for. What is not understood is refused: left out, it would mean more than was asked for. */
public record Asked(HttpParameters query) {
    /** Stands for every name, where the names of results and the like may be asked for. */
    public static final String ANYTHING = "*";

    private static final int USUAL = 50;
    private static final int MOST = 500;

    private static final String CURSOR = "cursor";

    static final String CALL_CENTRE = "callcenterId";

    /** The query of that request. */
    public static Asked of(HttpRequest<?> request) {
        return new Asked(request.getParameters());
    }

    /**
     * Looks at the names, and that each has one value.
     *
     * @throws Declined one is none of those, stands there twice, or without a value
     */
    static void check(HttpRequest<?> request, Collection<String> known) {
        if (request.getUri().getRawQuery() == null) {
            return;
        }
        var query = request.getParameters();
        for (var name : query.names()) {
            if (!known.contains(name) && !known.contains(ANYTHING)) {
                throw refused(name, unknown(name, known));
            }
            if (query.getAll(name).size() > 1) {
                throw refused(name, "`" + name + "` stands in the query more than once");
            }
            if (query.getFirst(name).orElse("").isEmpty()) {
                throw refused(name, "`" + name + "` in the query has no value: give it one, or leave it out");
            }
        }
    }

    private static String unknown(String name, Collection<String> known) {
        var sentence = "nothing asks for `" + name + "` in the query here";
        return known.isEmpty() ? sentence : Nearest.told(sentence, name, known);
    }

    /** The call centre that is asked for; empty: all that the visitor sees. */
    public Optional<String> callCentre(Visitor visitor) {
        var named = text(CALL_CENTRE);
        return visitor.callCentre().isPresent() ? Optional.of(visitor.about(named)) : named;
    }

    /** The text under that name; empty when there is none. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * One of a few words.
     *
     * @throws Declined it is none of them
     */
    public Optional<String> word(String name, List<String> words) {
        var found = text(name);
        found.filter(word -> !words.contains(word)).ifPresent(word -> {
            var sentence = "`" + name + "` in the query must be one of " + String.join(", ", words);
            var near = Nearest.question(word, words);
            throw refused(name, near.isEmpty() ? sentence : sentence + "; " + near);
        });
        return found;
    }

    /**
     * Yes or no; empty when neither is said.
     *
     * @throws Declined it is neither true nor false
     */
    public Optional<Boolean> flag(String name) {
        return word(name, List.of("true", "false")).map("true"::equals);
    }

    /**
     * The time under that name; empty when there is none.
     *
     * @throws Declined it is no time
     */
    public Optional<Instant> time(String name) {
        return read(name, text -> OffsetDateTime.parse(text).toInstant(), "a time like 2026-01-02T03:04:05Z");
    }

    /**
     * The number under that name; empty when there is none.
     *
     * @throws Declined it is no number
     */
    public Optional<Long> number(String name) {
        return read(name, Long::valueOf, "a number");
    }

    /**
     * How many at most; 50 when nothing is said.
     *
     * @throws Declined it is no number from 1 to 500
     */
    public int limit() {
        return limit(USUAL, MOST);
    }

    /**
     * How many at most.
     *
     * @throws Declined it is no number from 1 to most
     */
    public int limit(int usual, int most) {
        var expected = "a number from 1 to " + most;
        var limit = read("limit", Integer::valueOf, expected).orElse(usual);
        if (limit < 1 || limit > most) {
            throw refused("limit", must("limit", expected));
        }
        return limit;
    }

    /**
     * The execution before which a page begins; empty: it is the first page.
     *
     * @throws Declined no page has told it
     */
    public Optional<String> executionCursor() {
        var cursor = text(CURSOR);
        cursor.filter(id -> !Ids.isId(id)).ifPresent(_ -> {
            throw refused(CURSOR, must(CURSOR, "the `next` of the page before: the id of an execution"));
        });
        return cursor;
    }

    /**
     * The number at which a page begins; empty: it is the first page.
     *
     * @param least of those that a page may tell
     * @throws Declined no page has told it
     */
    public Optional<Long> numberCursor(long least) {
        var expected = "the `next` of the page before: a number from " + least;
        var cursor = read(CURSOR, Long::valueOf, expected);
        cursor.filter(number -> number < least).ifPresent(_ -> {
            throw refused(CURSOR, must(CURSOR, expected));
        });
        return cursor;
    }

    private <T> Optional<T> read(String name, Function<String, T> reader, String expected) {
        try {
            return text(name).map(reader);
        } catch (NumberFormatException | DateTimeException unreadable) {
            throw refused(name, must(name, expected));
        }
    }

    private static String must(String name, String expected) {
        return "`" + name + "` in the query must be " + expected;
    }

    private static Declined refused(String name, String detail) {
        return ProblemDetails.of(ProblemCode.BAD_REQUEST, detail)
                .at(Json.pointer(name), detail)
                .declined();
    }
}
