package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardProblemsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    5                                     | a condition is a map of path to test; for example { body.type: reply } [PB205]
                    [{ 'body.a': 1 }]                     | a condition is a map of path to test; for example { body.type: reply } [PB205]
                    { any: { 'body.a': 1 } }              | `any` is a list of conditions; for example any: [{ body.type: reply }, { body.type: note }] [PB205]
                    { any: [] }                           | `any` is a list of conditions; for example any: [{ body.type: reply }, { body.type: note }] [PB205]
                    { 'body.a': { olderthan: '1h' } }     | unknown test `olderthan`; did you mean `olderThan`? [PB203]
                    { 'body.a': { greater: 5 } }          | unknown test `greater`; known here: atLeast, atMost, contains, endsWith, equals, in, lessThan, matches, moreThan, not, olderThan, startsWith [PB203]
                    { 'body.a': { youngerThan: '1 day' } } | `1 day` is not a duration; for example 24h [PB205]
                    { 'body.a': { youngerThan: 24 } }     | `24` is not a duration; for example 24h [PB205]
                    { 'body.a': { in: 5 } }               | `in` takes a list; for example { in: [reply, note] } [PB205]
                    { 'body.a': { in: {} } }              | `in` takes a list; for example { in: [reply, note] } [PB205]
                    { 'body.a': {} }                      | a test is missing; for example `present`, or { moreThan: 5 } [PB205]
                    { 'body.a': { not: {} } }             | a test is missing; for example `present`, or { moreThan: 5 } [PB205]
                    { 'body.a': [] }                      | nothing is one of an empty list; for example [reply, note] [PB205]
                    { 'body.a': null }                    | no value equals null; write `absent` [PB205]
                    { 'body.a': { equals: [1] } }         | a single value was expected [PB205]
                    { 'body.a': { moreThan: { x: 1 } } }  | a single value was expected [PB205]
                    { 'body.a': { matches: '(?=x)' } }    | this is not an RE2 pattern: invalid or unsupported Perl syntax; RE2 has no look-around and no back references [PB605]
                    { 'bodi.a': 1 }                       | `bodi.a` begins with an unknown name; did you mean `body`? [PB602]
                    { 'body..a': 1 }                      | the path `body..a` has an empty step; names are joined by single dots: body.agent.email [PB604]
                    { 'integrator.apikey': 'present' }    | no field called `apikey`; did you mean `integrator.apiKey`? [PB303]
                    { 'body.a': '{{integrator.note}}' }   | `integrator.note` may have no value; write `{{integrator.note?}}`, or `when: { integrator.note: present }` on the endpoint [PB603]
                    """)
    void says_what_is_wrong_and_what_to_do(String condition, String problem) {
        assertThat(Given.guardProblems(condition))
                .extracting(found -> found.toString().replaceFirst("^:0:0: ", ""))
                .containsExactly(problem);
    }

    @Test
    void reports_everything_at_once() {
        assertThat(Given.guardProblems("{ 'x.a': 1, 'body.b': { foo: 1, matches: '(' }, any: 5 }"))
                .extracting(problem -> problem.code())
                .containsExactly("PB203", "PB205", "PB602", "PB605");
    }

    @Test
    void a_path_that_may_be_absent_needs_no_question_mark_and_may_have_one() {
        assertThat(Given.guardProblems("{ 'call.contactId': 'present', 'call.contactId?': 'absent' }"))
                .isEmpty();
    }
}
