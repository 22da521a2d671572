package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;

/** Conditions as section 2.5 of the format has them. The clock reads 2026-01-02T03:04:05Z, epoch 1767323045. */
class GuardTest {
    private static final Values BODY = Given.body(
            "{ type: 'reply', n: 5, text5: '5', dec: 5.0, big: 90071992547409931234567890, yes: true, no: false, none: null, blank: '',"
                    + " list: ['a', 'b', 5], noList: [], map: { x: 1 }, noMap: {}, word: 'abc', huge: 1e999999999, same: 'reply',"
                    + " iso: '2026-01-01T03:04:05Z', ago: 1767322000, agoMs: 1767322000123, future: '2026-01-02T04:00:00+00:30',"
                    + " space: '2026-01-02 03:00:00', day: '2026-01-02', offset: '2026-01-02t10:00:00+0700' }");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ 'body.type': 'reply' }",
                "{ 'body.type': '{{body.same}}' }",
                "{ 'body.n': 5 }",
                "{ 'body.n': '5' }",
                "{ 'body.n': 5.0 }",
                "{ 'body.n': '5.00' }",
                "{ 'body.text5': 5 }",
                "{ 'body.dec': 5 }",
                "{ 'body.big': 90071992547409931234567890 }",
                "{ 'body.huge': 1e999999999 }",
                "{ 'body.yes': true }",
                "{ 'body.yes': 'true' }",
                "{ 'body.no': false }",
                "{ 'body.blank': '' }",
                "{ 'body.list.0': 'a' }",
                "{ 'body.type': ['note', 'reply'] }",
                "{ 'body.n': [4, 5] }",
                "{ 'body.type': { in: ['note', 'reply'] } }",
                "{ 'body.type': { equals: 'reply' } }",
                "{ 'body.type': { equals: 'reply', startsWith: 're', endsWith: 'ly', contains: 'epl' } }",
                "{ 'body.type': 'present', 'body.n': 'present' }",
                "{ 'body.no': 'present' }",
                "{ 'body.nope': 'absent', 'body.none': 'absent', 'body.blank': 'absent' }",
                "{ 'body.noList': 'absent', 'body.noMap': 'absent' }",
                "{ 'body.list': 'present', 'body.map': 'present' }",
                "{ 'body.type': { not: 'note' } }",
                "{ 'body.type': { not: ['note', 'mail'] } }",
                "{ 'body.type': { not: { startsWith: 'x' } } }",
                "{ 'body.type': { not: 'absent' } }",
                "{ 'body.nope': { not: 'present' } }",
                "{ 'body.nope': { not: 'reply' } }",
                "{ 'body.nope': { not: ['reply'] } }",
                "{ 'body.nope': { not: { moreThan: 3 } } }",
                "{ 'body.n': { lessThan: 6, moreThan: 4, atMost: 5, atLeast: 5 } }",
                "{ 'body.n': { lessThan: 10 } }",
                "{ 'body.text5': { lessThan: '10' } }",
                "{ 'body.big': { moreThan: 90071992547409931234567889 } }",
                "{ 'body.huge': { moreThan: 5 } }",
                "{ 'body.word': { lessThan: 'abd', atLeast: 'abc' } }",
                "{ 'body.iso': { lessThan: '2026-01-02' } }",
                "{ 'body.list': { contains: 'b' } }",
                "{ 'body.list': { contains: 5 } }",
                "{ 'body.type': { matches: '^re' } }",
                "{ 'body.type': { matches: 'pl' } }",
                "{ 'body.n': { matches: '^[0-9]+$' } }",
                "{ 'body.iso': { olderThan: '23h', youngerThan: '25h' } }",
                "{ 'body.iso': { olderThan: '24h' } }",
                "{ 'body.ago': { youngerThan: '20m', olderThan: '10m' } }",
                "{ 'body.agoMs': { youngerThan: '20m', olderThan: '10m' } }",
                "{ 'body.future': { youngerThan: '1s' } }",
                "{ 'body.space': { youngerThan: '5m' } }",
                "{ 'body.day': { youngerThan: '4h', olderThan: '3h' } }",
                "{ 'body.offset': { youngerThan: '5m' } }",
                "{ any: [{ 'body.type': 'note' }, { 'body.n': 5 }] }",
                "{ any: [{ 'body.nope': 'absent' }], 'body.type': 'reply' }",
                "{ any: [{ any: [{ 'body.n': 4 }, { 'body.n': 5 }] }] }",
                "{}"
            })
    void holds(String condition) {
        assertThat(Given.guard(condition).failing(BODY)).isEmpty();
        assertThat(Given.guard(condition).holds(BODY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ 'body.type': 'Reply' }",
                "{ 'body.type': 'note' }",
                "{ 'body.text5': 5.0 }",
                "{ 'body.yes': 1 }",
                "{ 'body.none': '' }",
                "{ 'body.nope': '' }",
                "{ 'body.nope': '{{body.nope2}}' }",
                "{ 'body.blank': '{{body.nope}}' }",
                "{ 'body.list': 'a' }",
                "{ 'body.map': 'x' }",
                "{ 'body.type': ['note', 'mail'] }",
                "{ 'body.nope': ['note', ''] }",
                "{ 'body.blank': 'present', 'body.type': 'reply' }",
                "{ 'body.none': 'present' }",
                "{ 'body.type': 'absent' }",
                "{ 'body.no': 'absent' }",
                "{ 'body.type': { not: 'reply' } }",
                "{ 'body.type': { not: ['note', 'reply'] } }",
                "{ 'body.type': { not: 'present' } }",
                "{ 'body.nope': { not: 'absent' } }",
                "{ 'body.type': { equals: 'reply', startsWith: 'x' } }",
                "{ 'body.n': { lessThan: 5 } }",
                "{ 'body.n': { moreThan: 5 } }",
                "{ 'body.nope': { lessThan: 5 } }",
                "{ 'body.nope': { atMost: '' } }",
                "{ 'body.word': { moreThan: 5 } }",
                "{ 'body.word': { lessThan: 5 } }",
                "{ 'body.list': { lessThan: 'x' } }",
                "{ 'body.map': { lessThan: 'x' } }",
                "{ 'body.n': { moreThan: '{{body.nope}}' } }",
                "{ 'body.type': { contains: '{{body.nope}}' } }",
                "{ 'body.nope': { contains: '' } }",
                "{ 'body.map': { contains: '' } }",
                "{ 'body.list': { startsWith: 'a' } }",
                "{ 'body.list': { contains: 'ab' } }",
                "{ 'body.type': { matches: '^ep' } }",
                "{ 'body.nope': { matches: '.*' } }",
                "{ 'body.list': { matches: '.*' } }",
                "{ 'body.iso': { youngerThan: '24h' } }",
                "{ 'body.nope': { youngerThan: '24h' } }",
                "{ 'body.nope': { olderThan: '24h' } }",
                "{ 'body.word': { olderThan: '24h' } }",
                "{ 'body.big': { olderThan: '24h' } }",
                "{ 'body.huge': { olderThan: '24h' } }",
                "{ 'body.map': { olderThan: '24h' } }",
                "{ any: [{ 'body.type': 'note' }, { 'body.n': 6 }] }",
                "{ any: [{ 'body.n': 5 }], 'body.type': 'note' }"
            })
    void does_not_hold(String condition) {
        assertThat(Given.guard(condition).holds(BODY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { 'body.type': 'reply', 'body.n': 6, 'body.yes': false } | body.n
                    { any: [{ 'body.n': 6 }, { 'body.yes': false }] }        | body.n
                    { any: [{}, { 'body.yes': false }], 'body.yes': false }  | body.yes
                    """)
    void names_the_first_path_that_fails(String condition, String path) {
        assertThat(Given.guard(condition).failing(BODY)).contains(path);
    }

    @Test
    void knows_which_values_it_makes_sure_of() {
        var guard = Given.guard(
                "{ 'body.a': 'present', 'body.b': 'x', 'body.c': { not: 'x' }, 'body.d': 'absent',"
                        + " 'body.e': { not: 'x', moreThan: 1 }, 'body.g': { olderThan: '1h' }, any: [{ 'body.f': 'present' }] }");

        assertThat(guard.sureOf()).containsExactlyInAnyOrder("body.a", "body.b", "body.e", "body.g");
    }

    @Test
    void tells_what_it_reads_operands_included() {
        var guard = Given.guard("{ 'body.a': '{{body.b}}', any: [{ 'body.c': { not: { in: ['{{body.d}}'] } } }] }");

        assertThat(guard.references())
                .extracting(Reference::text)
                .containsExactly("body.a", "body.b", "body.c", "body.d");
    }

    @Test
    void compares_secrets_by_what_they_hide() {
        var object = JsonNodeFactory.instance.objectNode();
        object.set("apiKey", SecretNode.of("K1"));
        var values = BODY.with(Root.INTEGRATOR, object);

        assertThat(Given.guard("{ 'integrator.apiKey': 'K1' }").holds(values)).isTrue();
        assertThat(Given.guard("{ 'integrator.apiKey': '••••••' }").holds(values))
                .isFalse();
    }

    @Test
    void an_always_holding_condition_reads_nothing() {
        assertThat(Guard.always().holds(BODY)).isTrue();
        assertThat(Guard.always().references()).isEmpty();
    }
}
