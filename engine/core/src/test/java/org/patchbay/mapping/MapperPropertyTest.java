package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.mapping.Answers.VALUES;
import static org.patchbay.mapping.Answers.VIETNAM;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.chance.Chance;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;

class MapperPropertyTest {
    private static final Mapper MAPPER = ReplySide.mapper("""
            {outcomes: [{when: {'body.code': {moreThan: 5}}, is: 'already-done', store: {x: 'integrator.team'}}],
             successWhen: {'body.error': 'absent', 'header.x': {not: 'bad'}}, failureMessage: '$..message', message: '{{header.x?}}',
             result: {id: {path: 'id', required: true}, list: {path: '*', each: {n: '.', m: {path: 'name', match: '^(.)'}}},
                      at: {header: 'Retry-After'}, c: {cookie: 'sid', map: {'*': 'any'}}, q: '$.items[?(@.id > 1)].name'},
             match: {of: 'list', many: 'newest', by: 'n'}, remember: {a: 'matched.n'}, store: {f: {from: 'id', merge: true}},
             responseType: {token: 'id', expiresIn: 'list', expiresAt: 'id', scope: 'list'}}
            """);

    @Test
    void whatever_is_answered_it_means_something() {
        Chance.often(chance -> {
            var status = chance.integer(100, 599);
            var bytes = chance.bytes(200);
            var headers = headers(chance);
            var reply = new Reply(status, headers, bytes);

            var mapped = MAPPER.read(reply, Optional.empty(), VALUES, VIETNAM);

            assertThat(mapped.outcome().succeeded())
                    .isEqualTo(mapped.outcome().reason().isEmpty());
            assertThat(mapped.outcome().reason().map(Failure::status).orElse(Optional.of(status)))
                    .contains(status);
            assertThat(MAPPER.token(reply, VALUES)).isNotNull();
        });
    }

    @Test
    void whatever_json_is_answered_it_means_something() {
        Chance.often(chance -> {
            var status = chance.integer(200, 202);
            var document = documents(chance);
            var reply = Answers.json(status, document);

            assertThat(MAPPER.read(reply, Optional.empty(), VALUES, VIETNAM).outcome())
                    .isNotNull();
            assertThat(MAPPER.token(reply, VALUES)).isNotNull();
        });
    }

    @Test
    void whatever_stands_in_retry_after_nobody_waits_longer_than_a_day() {
        Chance.often(chance -> {
            var value = chance.text(40);
            assertThat(RetryAfter.read(value, Answers.NOON)
                            .map(wait -> wait.compareTo(RetryAfter.LONGEST) <= 0 && !wait.isNegative()))
                    .isNotEqualTo(Optional.of(false));
        });
    }

    private static List<Pair> headers(Chance chance) {
        return chance.list(
                0,
                4,
                () -> new Pair(
                        chance.of("Content-Type", "Retry-After", "Set-Cookie", "X"),
                        chance.of(
                                "application/json",
                                "text/xml; charset=\"",
                                "text/csv",
                                "application/x-www-form-urlencoded",
                                "9",
                                "sid=",
                                ";=;",
                                "sid=a; max-age=",
                                "")));
    }

    private static String documents(Chance chance) {
        return chance.from(
                () -> map(chance),
                () -> "{'id':1,'items':" + chance.list(0, 3, () -> map(chance)) + "}",
                () -> leaf(chance));
    }

    private static String map(Chance chance) {
        var fields = chance.list(
                0,
                5,
                () -> "'" + chance.of("id", "list", "items", "name", "code", "error", "message") + "':" + leaf(chance));
        return "{" + String.join(",", fields) + "}";
    }

    private static String leaf(Chance chance) {
        return chance.of("null", "true", "0", "-1.50", "1e300", "'x'", "'2026-01-01'", "''", "{}", "[]");
    }
}
