package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.mapping.Answers.VALUES;
import static org.patchbay.mapping.Answers.VIETNAM;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
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

    @Property
    void whatever_is_answered_it_means_something(
            @ForAll @IntRange(min = 100, max = 599) int status,
            @ForAll @Size(max = 200) byte[] bytes,
            @ForAll("headers") List<Pair> headers) {
        var reply = new Reply(status, headers, bytes);

        var mapped = MAPPER.read(reply, Optional.empty(), VALUES, VIETNAM);

        assertThat(mapped.outcome().succeeded())
                .isEqualTo(mapped.outcome().reason().isEmpty());
        assertThat(mapped.outcome().reason().map(Failure::status).orElse(Optional.of(status)))
                .contains(status);
        assertThat(MAPPER.token(reply, VALUES)).isNotNull();
    }

    @Property
    void whatever_json_is_answered_it_means_something(
            @ForAll @IntRange(min = 200, max = 202) int status, @ForAll("documents") String document) {
        var reply = Answers.json(status, document);

        assertThat(MAPPER.read(reply, Optional.empty(), VALUES, VIETNAM).outcome())
                .isNotNull();
        assertThat(MAPPER.token(reply, VALUES)).isNotNull();
    }

    @Property
    void whatever_stands_in_retry_after_nobody_waits_longer_than_a_day(@ForAll @StringLength(max = 40) String value) {
        assertThat(RetryAfter.read(value, Answers.NOON)
                        .map(wait -> wait.compareTo(RetryAfter.LONGEST) <= 0 && !wait.isNegative()))
                .isNotEqualTo(Optional.of(false));
    }

    @Provide
    Arbitrary<List<Pair>> headers() {
        var names = Arbitraries.of("Content-Type", "Retry-After", "Set-Cookie", "X");
        var values = Arbitraries.of(
                "application/json",
                "text/xml; charset=\"",
                "text/csv",
                "application/x-www-form-urlencoded",
                "9",
                "sid=",
                ";=;",
                "sid=a; max-age=",
                "");
        return names.flatMap(name -> values.map(value -> new Pair(name, value)))
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> documents() {
        var leaf = Arbitraries.of("null", "true", "0", "-1.50", "1e300", "'x'", "'2026-01-01'", "''", "{}", "[]");
        var keys = Arbitraries.of("id", "list", "items", "name", "code", "error", "message");
        var map = keys.flatMap(key -> leaf.map(value -> "'" + key + "':" + value))
                .list()
                .ofMaxSize(5)
                .map(fields -> "{" + String.join(",", fields) + "}");
        return Arbitraries.oneOf(map, map.list().ofMaxSize(3).map(maps -> "{'id':1,'items':" + maps + "}"), leaf);
    }
}
