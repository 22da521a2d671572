package org.patchbay.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Argument;

/** Constants of an endpoint, and who wins where several claim one place (GI6, GI7). */
class HardParamsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { hardParams: { query: { limit: 5, on: true } } }                        | QUERY limit 5; QUERY on true
                    { hardParams: { header: { A: 'x' }, cookie: { B: 'y' }, path: { C: 1 } } } | HEADER A "x"; COOKIE B "y"; PATH C 1
                    { hardParams: { body: { a: null, b: 1.50, c: [1, { d: 2 }] } } }         | BODY a null; BODY b 1.5; BODY c [1,{"d":2}]
                    { hardParams: { body: { meta: { source: 'pbx', v: { n: 1 } }, e: {} } } } | BODY meta.source "pbx"; BODY meta.v.n 1; BODY e {}
                    { hardParams: { a: 1 } }                                                 | BODY a 1
                    { hardParams: { a: { b: 1 } } }                                          | BODY a.b 1
                    { hardParams: { a: 1 }, type: 'get_data' }                               | QUERY a 1
                    { hardParams: { a: 1 }, method: 'GET' }                                  | QUERY a 1
                    { hardParams: { a: 1 }, method: 'DELETE' }                               | QUERY a 1
                    { hardParams: { a: 1 }, method: 'PUT', type: 'get_data' }                | BODY a 1
                    { hardParams: { a: 1 }, type: 'send_sms' }                               | BODY a 1
                    { hardParams: { limit: 1 } }                                             | QUERY max 1
                    { hardParams: { apiKey: 'K' } }                                          | HEADER X-Api-Key "K"
                    { hardParams: { body: 'text' } }                                         | BODY body "text"
                    { hardParams: { body: { t: '{{body.x}} {{nope}} {{' } } }                | BODY t "{{body.x}} {{nope}} {{"
                    { hardParams: { query: { ids: [1, 2] } } }                               | QUERY ids [1,2]
                    """)
    void constants_go_where_they_say_or_where_values_of_that_name_go(String endpoint, String arguments) {
        assertThat(told(Given.resolver(endpoint))).isEqualTo(arguments);
    }

    @Test
    void a_constant_goes_where_the_endpoint_has_a_parameter_of_that_name() {
        var problems = new ArrayList<Problem>();

        var told = told(
                "{ hardParams: { limit: 1 }, parameters: [{ name: 'limit', type: 'header', key: 'X-Limit', from: 'body.n' }] }",
                problems);

        assertThat(told).isEqualTo("HEADER X-Limit 1");
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "limit:1:1: `limit` is not sent: a hard param has the header key `X-Limit`; remove one of them, or give it another `key` [PB405]");
    }

    @Test
    void a_constant_says_that_it_is_one() {
        assertThat(Given.resolver("{ hardParams: { query: { a: 1 } } }").resolve(Given.body("{}"), Given.HANOI))
                .singleElement()
                .extracting(Argument::source, Argument::name, Argument::secret)
                .containsExactly("hardParams", "a", false);
    }

    /** The later of each pair is written first once and last once: it loses both times. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { name: 'a', from: 'auth.login' }       | { name: 'b', from: 'integrator.user' }
                    { name: 'a', from: 'auth.login' }       | { name: 'b', value: 'constant' }
                    { name: 'a', from: 'auth.login' }       | { name: 'b', from: 'body.x' }
                    { name: 'a', from: 'integrator.user' }  | { name: 'b', value: 'constant' }
                    { name: 'a', from: 'integrator.user' }  | { name: 'b', from: 'call.contactId' }
                    { name: 'a', from: 'integrator.user' }  | { name: 'b' }
                    { name: 'a', value: 'constant' }        | { name: 'b', from: 'body.x' }
                    { name: 'a', from: 'call.contactId' }   | { name: 'b', from: ['call.contactId', 'body.x'] }
                    { name: 'a', value: '{{call.contactId}}' } | { name: 'b', value: '{{integrator.user}}{{body.x}}' }
                    """)
    void the_client_is_the_weakest_and_a_token_the_strongest_wherever_they_stand(String strong, String weak) {
        for (var parameters : List.of(strong + "," + weak, weak + "," + strong)) {
            var problems = new ArrayList<Problem>();

            var arguments = arguments("{ parameters: [" + placed(parameters) + "] }", problems);

            assertThat(arguments)
                    .filteredOn(argument -> argument.place().isPresent())
                    .singleElement()
                    .extracting(Argument::name)
                    .isEqualTo("a");
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("PB405");
                assertThat(problem.at().file()).isEqualTo("b");
                assertThat(problem.isError()).isFalse();
            });
        }
    }

    @Test
    void of_equals_the_later_one_is_sent() {
        var told = told(
                "{ parameters: [" + placed("{ name: 'a', value: '1' }, { name: 'b', value: '2' }") + "] }",
                new ArrayList<>());

        assertThat(told).isEqualTo("QUERY k \"2\"");
    }

    @Test
    void header_names_clash_in_any_case_and_others_only_as_they_are() {
        assertThat(Given.problems("{ parameters: [{ name: 'a', type: 'header', key: 'X-K', value: '1' },"
                        + " { name: 'b', type: 'header', key: 'x-k', value: '2' }] }"))
                .extracting(Problem::code)
                .containsExactly("PB405");
        assertThat(
                        Given.problems(
                                "{ parameters: [{ name: 'a', type: 'query', key: 'X', value: '1' },"
                                        + " { name: 'b', type: 'query', key: 'x', value: '2' }, { name: 'c', type: 'body', key: 'x', value: '3' }] }"))
                .isEmpty();
    }

    @Test
    void whoever_loses_is_still_read_by_templates_and_nobody_waits_for_it() {
        var arguments = arguments(
                "{ parameters: [" + placed("{ name: 'a', from: 'integrator.user' }, { name: 'b', from: 'body.nope' }")
                        + ", { name: 'c', value: '<{{param.b?}}>' }] }",
                new ArrayList<>());

        assertThat(arguments).extracting(Argument::name).containsExactly("a", "b", "c");
        assertThat(arguments.get(1).isThere()).isFalse();
    }

    @Test
    void a_replaced_parameter_reads_as_the_constant_that_is_sent() {
        var arguments = arguments(
                "{ hardParams: { query: { k: 5 } }, parameters: [" + placed("{ name: 'a', from: 'body.x' }")
                        + ", { name: 'c', value: '<{{param.a}}>' }] }",
                new ArrayList<>());

        assertThat(arguments.getFirst().value()).hasToString("\"<5>\"");
        assertThat(arguments).hasSize(2);
    }

    @Test
    void a_client_cannot_reach_into_a_constant_part_of_the_body() {
        var problems = new ArrayList<Problem>();

        var arguments = arguments(
                "{ hardParams: { body: { meta: [1] } }, parameters: [{ name: 'x', type: 'body', key: 'meta.source' }] }",
                problems);

        assertThat(arguments)
                .filteredOn(argument -> argument.place().isPresent())
                .extracting(Argument::key)
                .containsExactly("meta");
        assertThat(problems).extracting(Problem::code).containsExactly("PB405");
    }

    @Test
    void the_same_constant_twice_is_reported() {
        assertThat(Given.problems("{ hardParams: { query: { max: 1 }, limit: 2 } }"))
                .extracting(Problem::code)
                .containsExactly("PB405");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { hardParams: [1] }                          | PB205 hardParams are a map
                    { hardParams: { query: { a: { b: 1 } } } }   | PB205 `a` is a map, and only a body can hold one
                    { hardParams: { a: { b: 1 } }, method: 'GET' } | PB205 `a` is a map, and only a body can hold one
                    { hardParams: { heder: { 'X-A': 1 } } }      | PB203 unknown place `heder`
                    """)
    void what_cannot_be_a_constant_is_reported(String endpoint, String problem) {
        assertThat(Given.problems(endpoint))
                .extracting(found -> found.code() + " " + found.text())
                .containsExactly(problem);
    }

    /** All in one place under one key. */
    private static String placed(String parameters) {
        return parameters.replace("{ name", "{ type: 'query', key: 'k', name");
    }

    private static List<Argument> arguments(String endpoint, List<Problem> found) {
        var problems = new Problems();
        var resolver = Resolver.compile(Given.endpoint(endpoint), Given.TEMPLATE, Given.SCOPE, problems);
        found.addAll(problems.sorted());
        return resolver.resolve(Given.body("{ n: 1, x: 'client', b: 'client' }"), Given.HANOI);
    }

    private static String told(String endpoint, List<Problem> found) {
        return told(arguments(endpoint, found).stream()
                .filter(argument -> argument.place().isPresent())
                .toList());
    }

    private static String told(Resolver resolver) {
        return told(resolver.resolve(Given.body("{}"), Given.HANOI));
    }

    private static String told(List<Argument> arguments) {
        return String.join(
                "; ",
                arguments.stream()
                        .map(argument -> argument.place().map(Place::name).orElse("-") + " " + argument.key() + " "
                                + argument.value())
                        .toList());
    }
}
