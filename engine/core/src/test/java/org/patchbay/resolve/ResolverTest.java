package org.patchbay.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.Place;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;

class ResolverTest {
    private static final String BODY =
            "{ phone: '0901234567', direction: 'inbound', n: 1.5, empty: '', none: null, list: ['a', 'b'],"
                    + " noList: [], agent: { email: 'an@acme.example', extension: 101 }, yes: false, to: ['0901234567', '113'], time: 1767323045 }";

    /** One parameter in query, its argument as {@code source = value}; a missing value is nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { name: 'phone' }                                                    | body.phone = "0901234567"
                    { name: 'phone', format: 'e164' }                                    | body.phone = "+84901234567"
                    { name: 'user' }                                                     | integrator.user = "acme"
                    { name: 'q', from: 'body.phone' }                                    | body.phone = "0901234567"
                    { name: 'q', from: ['body.nope', 'body.none', 'body.empty', 'body.n'] } | body.n = 1.5
                    { name: 'q', from: ['call.contactId', 'body.n'] }                    | call.contactId = 7
                    { name: 'q', from: 'result.find.id' }                                | result.find.id = 90071992547409931
                    { name: 'q', from: 'body.agent' }                                    | body.agent = {"email":"an@acme.example","extension":101}
                    { name: 'q', from: 'body.yes' }                                      | body.yes = false
                    { name: 'q', from: 'now.epoch' }                                     | now.epoch = 1767323045
                    { name: 'q', from: 'now', format: 'yyyyMMddHHmmss' }                 | now = "20260102100405"
                    { name: 'q', from: 'body.time', format: 'datetime', zone: 'UTC' }    | body.time = "2026-01-02 03:04:05"
                    { name: 'q', value: 'Call from {{body.phone}}' }                     | Call from {{body.phone}} = "Call from 0901234567"
                    { name: 'q', value: '{{body.n}}' }                                   | {{body.n}} = "1.5"
                    { name: 'q', value: 5 }                                              | 5 = 5
                    { name: 'q', value: 'fixed' }                                        | fixed = "fixed"
                    { name: 'q', value: { a: ['{{body.n}}', 1, null], b: { c: true } } } | value = {"a":["1.5",1,null],"b":{"c":true}}
                    { name: 'q', value: { a: '{{body.n}}' }, format: 'json' }            | value = "{\\"a\\":\\"1.5\\"}"
                    { name: 'q', from: 'body.nope', default: 5 }                         | default = 5
                    { name: 'q', from: 'body.none', default: 'x{{body.n}}' }             | default = "x1.5"
                    { name: 'q', from: 'body.empty', default: ['a'] }                    | default = ["a"]
                    { name: 'q', from: 'body.nope', default: '0901234567', format: 'e164' } | default = "+84901234567"
                    { name: 'q', from: 'body.direction', map: { inbound: 'IN', '*': 'OUT' } } | body.direction = "IN"
                    { name: 'q', from: 'body.phone', map: { inbound: 'IN', '*': 'OUT' } }     | body.phone = "OUT"
                    { name: 'q', from: 'body.phone', map: { inbound: 'IN' }, default: 'none' } | default = "none"
                    { name: 'q', from: 'body.nope', map: { inbound: 'IN', '*': 'OUT' }, default: 'none' } | default = "none"
                    { name: 'q', from: 'body.nope', map: { inbound: 'IN' }, default: 'inbound' }          | default = "IN"
                    { name: 'q', from: 'body.agent.email', map: 'integrator.people', default: 'unknown' } | body.agent.email = "an"
                    { name: 'q', from: 'body.phone', map: 'integrator.people', default: 'unknown' }       | default = "unknown"
                    { name: 'q', from: 'body.list', map: { a: 1, b: 2 } }                | body.list = [1,2]
                    { name: 'q', from: 'body.list', join: ' OR ' }                       | body.list = "a OR b"
                    { name: 'q', from: 'body.to', format: 'digits', join: ',' }          | body.to = "84901234567,113"
                    { name: 'q', from: 'body.n', join: ',' }                             | body.n = 1.5
                    { name: 'q', from: 'body.nope', required: false }                    | body.nope =
                    { name: 'q', from: 'body.empty', required: false }                   | body.empty =
                    { name: 'q', from: 'body.noList', required: false }                  | body.noList =
                    { name: 'q', from: 'body.nope', whenEmpty: 'null' }                  | body.nope = null
                    { name: 'q', from: 'body.nope', whenEmpty: 'empty' }                 | body.nope = ""
                    { name: 'q', from: 'body.noList', whenEmpty: 'empty' }               | body.noList = ""
                    { name: 'q', from: 'body.nope', whenEmpty: 'omit' }                  | body.nope =
                    { name: 'q', from: 'body.phone', format: 'extension', required: false } | body.phone =
                    { name: 'q', value: '{{body.nope?}}', required: false }              | {{body.nope?}} =
                    { name: 'q', value: 'x {{body.nope}}', required: false }             | =
                    { name: 'q', value: 'x {{body.nope}}', default: 'y' }                | default = "y"
                    { name: 'note', required: false }                                    | integrator.note =
                    """)
    void finds_the_value_and_says_where(String parameter, String found) {
        var argument = one("{ parameters: [" + parameter.replaceFirst("\\{", "{ type: 'query', ") + "] }");

        assertThat((argument.source() + " = " + (argument.isThere() ? argument.value() : "")).strip())
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { name: 'q' }                                         | MISSING_INPUT | q | `q` has no value: there is nothing at `body.q`
                    { name: 'q', from: ['call.id', 'body.nope'] }         | MISSING_INPUT | q | `q` has no value: there is nothing at `call.id`
                    { name: 'q', from: 'body.empty' }                     | MISSING_INPUT | q | `q` has no value: there is nothing at `body.empty`
                    { name: 'q', from: 'body.n', required: false, whenEmpty: 'fail', map: { x: 1 } } | MISSING_INPUT | q | `q` has no value: there is nothing at `body.n`
                    { name: 'q', value: '{{body.nope?}}' }                | MISSING_INPUT | q | `q` has no value
                    { name: 'q', value: 'x {{body.nope}}' }               | MISSING_VALUE | body.nope | `body.nope` has no value
                    { name: 'q', value: 'x {{body.list}}' }               | BAD_INPUT     | body.list | `body.list` is a list, a single value was expected
                    { name: 'q', from: 'body.direction', format: 'e164' } | BAD_PHONE     | q | `q`: the phone number has no digits where a number begins
                    { name: 'q', from: 'body.direction', format: 'date' } | BAD_INPUT     | q | `q`: this is not a time as it was expected
                    { name: 'q', from: 'body.agent', format: 'lower' }    | BAD_INPUT     | q | `q`: a map cannot be written as `lower`
                    """)
    void refuses_by_name_what_cannot_be_sent(String parameter, FailureCode code, String input, String message) {
        var refusal = catchThrowableOfType(Refusal.class, () -> one("{ parameters: [" + parameter + "] }"));

        assertThat(refusal.failure().code()).isEqualTo(code);
        assertThat(refusal.failure().input()).contains(input);
        assertThat(refusal.failure().message()).isEqualTo(message);
    }

    @Test
    void an_action_brings_its_values_in_data() {
        var values = Given.body("{ subject: 'outside', data: { subject: 'Late parcel' } }");

        var action = Given.resolver("{ trigger: 'action', parameters: [{ name: 'subject', type: 'body' }] }");
        var both = Given.resolver("{ trigger: ['ticket-create', 'action'], parameters: [{ name: 'subject' }] }");

        assertThat(action.resolve(values, Given.HANOI)).singleElement().satisfies(argument -> {
            assertThat(argument.source()).isEqualTo("body.data.subject");
            assertThat(argument.value()).hasToString("\"Late parcel\"");
        });
        assertThat(both.resolve(Given.body("{ subject: 'x' }"), Given.HANOI)
                        .getFirst()
                        .source())
                .isEqualTo("body.subject");
    }

    @Test
    void arguments_come_as_written_with_place_key_and_style_and_hard_params_last() {
        var arguments = resolve("""
                { hardParams: { header: { X-A: 'a' }, body: { status: 'done' } }, parameters: [
                    { name: 'third', type: 'path', value: '{{param.first}}' },
                    { name: 'first', type: 'query', key: 'f', from: 'body.n', style: 'comma' },
                    { name: 'second', value: 'only read' },
                    { name: 'phone', type: 'body', key: 'to.phone' },
                    { name: 'c', type: 'cookie', from: 'body.n' },
                    { name: 'sign', type: 'md5', of: '{{param.first}}' }] }""".replace("X-A", "'X-A'"));

        assertThat(arguments)
                .extracting(argument -> argument.name() + " "
                        + argument.place().map(Place::name).orElse("-") + " " + argument.key() + " " + argument.style()
                        + " " + argument.value())
                .containsExactly(
                        "third PATH third REPEAT \"1.5\"",
                        "first QUERY f COMMA 1.5",
                        "second - second REPEAT \"only read\"",
                        "phone BODY to.phone REPEAT \"0901234567\"",
                        "c COOKIE c REPEAT 1.5",
                        "X-A HEADER X-A REPEAT \"a\"",
                        "status BODY status REPEAT \"done\"");
    }

    @Test
    void a_parameter_reads_others_by_their_final_value() {
        var arguments = resolve("""
                { parameters: [{ name: 'c', value: '{{param.b}}!' }, { name: 'b', value: '<{{param.a}}>' },
                    { name: 'a', from: 'body.phone', format: 'e164' }, { name: 'd', from: 'param.a' },
                    { name: 'e', from: 'body.nope', default: '{{param.c}}' }, { name: 'f', value: '{{param.g?}}x' },
                    { name: 'g', from: 'body.nope', required: false }] }""");

        assertThat(arguments.stream()
                        .collect(Collectors.toMap(
                                Argument::name, argument -> argument.value().asText())))
                .containsEntry("a", "+84901234567")
                .containsEntry("b", "<+84901234567>")
                .containsEntry("c", "<+84901234567>!")
                .containsEntry("d", "+84901234567")
                .containsEntry("e", "<+84901234567>!")
                .containsEntry("f", "x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { name: 'apiKey' }                                          | integrator.apiKey         | K1
                    { name: 'q', from: 'integrator.salt', format: 'base64' }    | integrator.salt           | czNjcmV0
                    { name: 'q', value: '{{integrator.user}}:{{integrator.salt}}', format: 'basic' } | {{integrator.user}}:{{integrator.salt}} | Basic YWNtZTpzM2NyZXQ=
                    { name: 'q', from: 'auth.login' }                           | auth.login                | T1
                    { name: 'q', value: 'Bearer {{auth.login}}' }               | Bearer {{auth.login}}     | Bearer T1
                    { name: 'q', from: 'body.n', secret: true }                 | body.n                    | 1.5
                    { name: 'q', value: '{{param.k}}' }                         | {{param.k}}               | K1
                    { name: 'q', from: 'integrator.salt', map: { 's3cret': 'translated' } } | integrator.salt | translated
                    { name: 'q', value: { p: '{{integrator.salt}}' }, format: 'json' } | value              | {"p":"s3cret"}
                    """)
    void a_secret_is_sent_and_never_shown(String parameter, String source, String sent) {
        var argument = resolve("{ parameters: [" + parameter + ", { name: 'k', from: 'integrator.apiKey' }] }")
                .getFirst();

        assertThat(argument.secret()).isTrue();
        assertThat(argument.source()).isEqualTo(source);
        assertThat(argument.value()).isInstanceOf(SecretNode.class).hasToString("\"••••••\"");
        assertThat(Scalars.text(argument.value())).isEqualTo(sent);
        assertThat(argument.toString()).doesNotContain(sent);
    }

    @Test
    void a_secret_number_is_still_a_number_when_it_is_sent() {
        var value = one("{ parameters: [{ name: 'n', secret: true }] }").value();

        assertThat(SecretNode.reveal(value).isNumber()).isTrue();
    }

    @Test
    void of_a_tree_with_a_secret_nothing_is_shown() {
        var argument = one(
                "{ parameters: [{ name: 'q', value: { user: '{{integrator.user}}', password: '{{integrator.salt}}', n: 5 } }] }");

        assertThat(argument.secret()).isTrue();
        assertThat(argument.value()).hasToString("{\"user\":\"••••••\",\"password\":\"••••••\",\"n\":\"••••••\"}");
    }

    @Test
    void what_is_not_secret_is_shown() {
        assertThat(one("{ parameters: [{ name: 'user' }] }").secret()).isFalse();
    }

    @Test
    void many_parameters_are_resolved_again_and_again_with_the_values_of_each_run() {
        var resolver = Given.resolver("{ parameters: [{ name: 'phone' }, { name: 'x', value: '{{param.phone}}' }] }");

        assertThat(resolver.resolve(Given.body("{ phone: '1' }"), Given.HANOI)
                        .getLast()
                        .value()
                        .asText())
                .isEqualTo("1");
        assertThat(resolver.resolve(Given.body("{ phone: '2' }"), Given.HANOI)
                        .getLast()
                        .value()
                        .asText())
                .isEqualTo("2");
    }

    private static List<Argument> resolve(String endpoint) {
        return Given.resolver(endpoint).resolve(Given.body(BODY), Given.HANOI);
    }

    private static Argument one(String endpoint) {
        return resolve(endpoint).getFirst();
    }
}
