package org.patchbay.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;

class InputsTest {
    @Test
    void everything_that_is_missing_or_unfit_is_said_at_once() {
        var inputs = inputs("""
                { inputs: [{ name: 'subject' }, { name: 'priority', options: ['low', 'high'] }, { name: 'phone', input: 'phone' },
                    { name: 'note', required: false }, { name: 'kind', default: 'call' }, { name: 'code', pattern: '^[A-Z]{2}$' }] }""");

        var failures = inputs.check(Given.json("{ subject: '', priority: 'urgent', phone: 'none', code: 'abc' }"));

        assertThat(failures)
                .extracting(
                        failure -> failure.code().word() + " " + failure.input().orElse("") + ": " + failure.message())
                .containsExactly(
                        "missing-input subject: `subject` is missing",
                        "bad-input priority: `priority` is none of low, high",
                        "bad-phone phone: `phone` is not a phone number",
                        "bad-input code: `code` does not match ^[A-Z]{2}$");
    }

    @Test
    void a_good_body_passes() {
        var inputs = inputs("{ inputs: [{ name: 'subject' }, { name: 'note', required: false }] }");

        assertThat(inputs.check(Given.json("{ subject: 'x', other: 1 }"))).isEmpty();
    }

    @Test
    void the_reason_does_not_repeat_the_value() {
        var inputs = inputs("{ inputs: [{ name: 'pin', pattern: '^[0-9]+$' }] }");

        assertThat(inputs.check(Given.json("{ pin: 'hunter2' }")))
                .extracting(Failure::message)
                .noneMatch(message -> message.contains("hunter2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    number      | 5, 1.5, '5', ' -1e3 '                        | 'five', true, [1], {}
                    checkbox    | true, false, 'true'                          | 'yes', 1, [true]
                    phone       | '0901234567', '+84 90', 'tel:113', 'sip:an@pbx.example', '113', 901234567, '0901 ext 12' | 'An', '12', ['113']
                    email       | 'an@acme.example', 'a+b@x.vn', 'an@localhost' | 'an', '@x', 'an@', 'a n@x.vn', 'a@x,b@y', 'an@.vn', 5
                    url         | 'https://acme.example/x?y=1', 'http://a'     | 'acme.example', 'ftp://a', 'javascript:alert(1)', 'https://', 'https://a b'
                    date        | '2026-01-31'                                 | '31.01.2026', '2026-02-30', '2026-01-31T00:00:00Z', 20260131
                    text        | 'x', 5, true                                 | ['x'], { a: 1 }
                    multiline   | 'x'                                          | ['x']
                    select      | 'x'                                          | ['x']
                    multiselect | ['x', 'y'], 'x'                              | { a: 1 }
                    table       | { a: 'b' }                                   | 'x', ['x']
                    json        | { a: 1 }, [1], 'x'                           |
                    """)
    void each_control_takes_what_it_gives(String kind, String fit, String unfit) {
        var inputs = inputs("{ inputs: [{ name: 'a', input: '" + kind + "' }] }");

        Given.json("[" + fit + "]")
                .forEach(value -> assertThat(inputs.check(Given.json("{ a: " + value + " }")))
                        .as(value.toString())
                        .isEmpty());
        Given.json("[" + (unfit == null ? "" : unfit) + "]")
                .forEach(value -> assertThat(inputs.check(Given.json("{ a: " + value + " }")))
                        .as(value.toString())
                        .hasSize(1));
    }

    @Test
    void options_compare_as_they_read_and_each_element_of_a_list() {
        var inputs = inputs("{ inputs: [{ name: 'a', options: [1, 'two', { value: 3, label: 'Three' }] }] }");

        assertThat(inputs.check(Given.json("{ a: '1' }"))).isEmpty();
        assertThat(inputs.check(Given.json("{ a: [1, 'two', 3] }"))).isEmpty();
        assertThat(inputs.check(Given.json("{ a: ['two', 4] }"))).hasSize(1);
        assertThat(inputs.check(Given.json("{ a: { value: 3 } }"))).hasSize(1);
    }

    @Test
    void a_pattern_is_found_anywhere_unless_it_is_anchored() {
        var inputs = inputs("{ inputs: [{ name: 'a', pattern: '[0-9]' }] }");

        assertThat(inputs.check(Given.json("{ a: 'room 5' }"))).isEmpty();
        assertThat(inputs.check(Given.json("{ a: 5 }"))).isEmpty();
        assertThat(inputs.check(Given.json("{ a: 'room' }"))).hasSize(1);
    }

    @Test
    void an_action_is_checked_in_its_data() {
        var inputs =
                inputs("{ trigger: 'action', inputs: [{ name: 'subject' }, { name: 'description', default: '-' }] }");

        assertThat(inputs.check(Given.json("{ data: { subject: 'x' } }"))).isEmpty();
        assertThat(inputs.check(Given.json("{ subject: 'x' }")))
                .extracting(Failure::code)
                .containsExactly(FailureCode.MISSING_INPUT);
        assertThat(inputs.withDefaults(Given.json("{ data: { subject: 'x' }, meta: 1 }")))
                .isEqualTo(Given.json("{ data: { subject: 'x', description: '-' }, meta: 1 }"));
        assertThat(inputs.withDefaults(Given.json("{ meta: 1 }")))
                .isEqualTo(Given.json("{ meta: 1, data: { description: '-' } }"));
        assertThat(inputs.withDefaults(Given.json("{ data: 'x' }")))
                .isEqualTo(Given.json("{ data: { description: '-' } }"));
    }

    @Test
    void defaults_fill_what_is_absent_and_change_nothing_else() {
        var inputs = inputs(
                "{ inputs: [{ name: 'a', default: 1 }, { name: 'b', default: [1] }, { name: 'c', default: 'x' }] }");
        var body = Given.json("{ a: 2, b: null, c: '' }");

        assertThat(inputs.withDefaults(body)).isEqualTo(Given.json("{ a: 2, b: [1], c: 'x' }"));
        assertThat(body).isEqualTo(Given.json("{ a: 2, b: null, c: '' }"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { name: 'a', pattern: '(?=x)' }                   | PB605 the pattern of `a` is not an RE2 pattern: invalid or unsupported Perl syntax
                    { name: 'a', options: ['x'], default: 'y' }       | PB205 the default does not fit: `a` is none of x
                    { name: 'a', input: 'number', default: 'y' }      | PB205 the default does not fit: `a` is not a number
                    """)
    void an_input_that_nobody_could_fill_in_is_reported(String input, String problem) {
        assertThat(problems("{ inputs: [" + input + "] }"))
                .extracting(found -> found.code() + " " + found.text())
                .containsExactly(problem);
    }

    private static Inputs inputs(String endpoint) {
        var problems = new Problems();
        var inputs = Inputs.compile(Given.endpoint(endpoint), problems);
        assertThat(problems.sorted()).isEmpty();
        return inputs;
    }

    private static List<Problem> problems(String endpoint) {
        var problems = new Problems();
        Inputs.compile(Given.endpoint(endpoint), problems);
        return problems.sorted();
    }
}
