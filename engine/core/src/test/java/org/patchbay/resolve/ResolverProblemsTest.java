package org.patchbay.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Text;

class ResolverProblemsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { name: 'a', value: '{{param.phon}}' }, { name: 'phone' } | PB302 no parameter called `phon`
                    { name: 'a', from: 'param.sign' }, { name: 'sign', type: 'md5', of: 'x' } | PB302 no parameter called `sign`
                    { name: 'a', value: '{{param.b}}' }, { name: 'b', value: '{{param.c}}' }, { name: 'c', value: '{{param.a}}' } | PB404 parameters need each other: `a` needs `b` needs `c` needs `a`
                    { name: 'a', value: '{{param.a}}' }                   | PB404 parameters need each other: `a` needs `a`
                    { name: 'a', value: '{{param.b}}' }, { name: 'b', required: false } | PB603 `param.b` may have no value
                    { name: 'a', value: '{{integrator.note}}' }           | PB603 `integrator.note` may have no value
                    { name: 'a', from: 'boddy.x' }                        | PB602 `boddy.x` begins with an unknown name
                    { name: 'a', from: 'integrator.usr' }                 | PB303 no field called `usr`
                    { name: 'a', value: { x: ['{{nope}}'] } }             | PB602 `nope` begins with an unknown name
                    { name: 'a', from: 'body.x', value: 'y' }             | PB205 `a` has `from` and `value`
                    { name: 'a', of: 'x' }                                | PB205 `a` has `of` without `type: md5`
                    { name: 'a', map: { inbound: 'IN' } }                 | PB410 `a` has no value where its map has no key
                    { name: 'a', map: 'integrator.people' }               | PB410 `a` has no value where its map has no key
                    { name: 'a', map: ['x'], default: 1 }                 | PB205 a translation is a map, or a path to one
                    { name: 'a', map: 'people', default: 1 }              | PB602 `people` begins with an unknown name
                    { name: 'a', format: 'e16' }                          | PB203 unknown format `e16`
                    { name: 'a', format: 'date', readAs: 'HH:mm' }        | PB608 `HH:mm` does not read a date
                    { name: 'a', zone: 'Mars', format: 'date' }           | PB608 unknown time zone `Mars`
                    """)
    void says_what_is_wrong(String parameters, String problem) {
        assertThat(Given.problems("{ parameters: [" + parameters + "] }"))
                .extracting(found -> found.code() + " " + found.text())
                .containsExactly(problem);
    }

    @Test
    void a_map_without_a_default_is_no_problem_where_the_value_may_be_missing() {
        assertThat(Given.problems("{ parameters: [{ name: 'a', map: { x: 1 }, required: false },"
                        + " { name: 'b', map: { x: 1, '*': 2 } }, { name: 'c', map: { x: 1 }, default: 2 }] }"))
                .isEmpty();
    }

    @Test
    void where_no_client_speaks_a_parameter_without_a_source_must_be_a_field() {
        var problems = new Problems();

        Resolver.compile(
                Given.endpoint(
                        "{ type: 'auth', parameters: [{ name: 'usr', type: 'body' }, { name: 'user', type: 'body' }] }"),
                Given.TEMPLATE,
                Given.SCOPE.without(Root.BODY),
                problems);

        assertThat(problems.sorted())
                .extracting(Problem::toString)
                .containsExactly(
                        "usr:1:1: nothing gives `usr` a value here: it has no source and is no field; did you mean `user`? [PB303]");
    }

    @Test
    void other_templates_of_the_endpoint_know_the_names_of_its_parameters() {
        var endpoint = Given.endpoint("{ parameters: [{ name: 'to' }, { name: 'note', required: false },"
                + " { name: 'x', required: false, default: 1 }, { name: 'sign', type: 'md5', of: 'x' }] }");
        var scope = Given.SCOPE.with(Root.PARAM, Resolver.names(endpoint));
        var problems = new Problems();

        Text.compile(
                TextTemplate.of("{{param.to}} {{param.x}} {{param.note}} {{param.sign}} {{param.too}}"),
                scope,
                problems);

        assertThat(problems.sorted())
                .extracting(problem -> problem.code() + " " + problem.text())
                .containsExactlyInAnyOrder(
                        "PB603 `param.note` may have no value",
                        "PB302 no parameter called `sign`",
                        "PB302 no parameter called `too`");
    }
}
