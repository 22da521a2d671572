package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Root;

class TextProblemsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x {{{body.a}}}           | a.yaml:7:15: `{{{…}}}` and `{{&…}}` would insert a value as it is; write `{{body.a}}`: the place encodes it [PB606]
                    x {{& body.a}}           | a.yaml:7:16: `{{{…}}}` and `{{&…}}` would insert a value as it is; write `{{body.a}}`: the place encodes it [PB606]
                    x {{ &body.a}}           | a.yaml:7:16: `{{{…}}}` and `{{&…}}` would insert a value as it is; write `{{body.a}}`: the place encodes it [PB606]
                    {{> header}}             | a.yaml:7:14: templates cannot include other templates; write the text here, or use a parameter [PB601]
                    {{>/etc/passwd}}         | a.yaml:7:13: templates cannot include other templates; write the text here, or use a parameter [PB601]
                    {{>*body.a}}             | a.yaml:7:13: templates cannot include other templates; write the text here, or use a parameter [PB601]
                    {{<base}}x{{/base}}      | a.yaml:7:13: templates cannot include other templates; write the text here, or use a parameter [PB601]
                    {{$slot}}x{{/slot}}      | a.yaml:7:13: templates cannot include other templates; write the text here, or use a parameter [PB601]
                    {{=<% %>=}}              | a.yaml:7:13: `{{=…}}` is not a tag of this format [PB601]
                    {{%PRAGMA x}}            | a.yaml:7:13: `{{%…}}` is not a tag of this format [PB601]
                    a {{body.a               | a.yaml:7:12: a `{{` has no `}}`; close the tag, as in {{body.phone}} [PB601]
                    a {{}} b                 | a.yaml:7:12: a tag has no name; for example {{body.phone}} [PB601]
                    {{#body.a}}x             | a.yaml:7:13: the section `body.a` has no end; every {{#name}} needs its {{/name}} [PB601]
                    x{{/body.a}}             | a.yaml:7:14: `{{/body.a}}` ends nothing: no section is open; every {{#name}} needs its {{/name}} [PB601]
                    {{#body.a}}{{/body.b}}   | a.yaml:7:24: `{{/body.b}}` ends nothing: `body.a` is open; every {{#name}} needs its {{/name}} [PB601]
                    phone: {{boddy.a}}       | a.yaml:7:19: `boddy.a` begins with an unknown name; did you mean `body`? [PB602]
                    {{ }}                    | a.yaml:7:10: a tag has no name; for example {{body.phone}} [PB601]
                    {{phone}} {{body.a}}     | a.yaml:7:12: `phone` begins with an unknown name; known here: auth, body, call, integrator, now [PB602]
                    {{.}}                    | a.yaml:7:12: `.` begins with an unknown name; known here: auth, body, call, integrator, now [PB602]
                    {{^body.l}}{{id}}{{/body.l}} | a.yaml:7:23: `id` begins with an unknown name; known here: auth, body, call, integrator, now [PB602]
                    {{integrator.apikey}}    | a.yaml:7:12: no field called `apikey`; did you mean `integrator.apiKey`? [PB303]
                    {{auth.signin}}          | a.yaml:7:12: no Auth endpoint called `signin`; known here: login [PB301]
                    {{#integrator.nots}}{{/integrator.nots}} | a.yaml:7:13: no field called `nots`; did you mean `integrator.note`? [PB303]
                    {{integrator.apiKey.x}}  | a.yaml:7:12: `integrator.apiKey` is a single value, there is nothing below it; write `integrator.apiKey` [PB602]
                    id {{integrator.note}}   | a.yaml:7:15: `integrator.note` may have no value; write `{{integrator.note?}}`, or `when: { integrator.note: present }` on the endpoint [PB603]
                    {{call.contactId.id}}    | a.yaml:7:12: `call.contactId.id` may have no value; write `{{call.contactId.id?}}`, or `when: { call.contactId.id: present }` on the endpoint [PB603]
                    {{body..a}}              | a.yaml:7:12: the path `body..a` has an empty step; names are joined by single dots: body.agent.email [PB604]
                    {{body.a.}}              | a.yaml:7:12: the path `body.a.` has an empty step; names are joined by single dots: body.agent.email [PB604]
                    """)
    void says_what_is_wrong_where_and_what_to_do(String template, String problem) {
        assertThat(Given.problems(template)).extracting(Object::toString).containsExactly(problem);
    }

    @Test
    void points_at_the_tag_and_not_at_the_same_words_before_it() {
        assertThat(Given.problems("boddy.a is {{boddy.a}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.at().column()).isEqualTo(10 + 13))
                .satisfies(problem -> assertThat(problem.at().endColumn()).isEqualTo(10 + 20));
    }

    @Test
    void reports_every_name_and_every_section_at_its_place() {
        assertThat(Given.problems("{{x}} {{#y}}{{boddy.z?}}{{/y}} {{x}}"))
                .extracting(problem -> problem.at().column())
                .containsExactly(12, 19, 43);
    }

    @Test
    void a_text_of_several_lines_is_reported_where_it_begins() {
        assertThat(Given.problems("a\n{{x}}"))
                .extracting(problem -> problem.at().column())
                .containsExactly(10);
    }

    @Test
    void deep_nesting_is_refused_and_does_no_harm() {
        var template = "{{#body.a}}".repeat(5_000) + "{{/body.a}}".repeat(5_000);

        assertThat(Given.problems(template))
                .singleElement()
                .hasToString("a.yaml:7:365: sections are nested more than 32 deep [PB601]");
    }

    @Test
    void a_condition_that_made_sure_of_a_value_spares_the_question_mark() {
        var problems = new Problems();
        var sure = Given.SCOPE.sureOf(
                Given.guard("{ 'call.contactId.id': 'present' }").sureOf());

        Text.compile(TextTemplate.of("{{call.contactId.id}}"), sure, problems);

        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void the_reply_is_the_body_where_both_are_known() {
        var both = Given.SCOPE.with(Root.REPLY, Names.value()).with(Root.BODY, Names.free());

        var text = Text.compile(TextTemplate.of("{{body}}"), both, new Problems());

        assertThat(text.references()).extracting(Reference::root).containsExactly(Root.REPLY);
    }

    @Test
    void a_text_that_was_refused_is_still_a_text() {
        var problems = new Problems();
        var text = Text.compile(new TextTemplate(At.NOWHERE, "{{{x}}}", false), Given.SCOPE, problems);

        assertThat(problems.refuse()).isTrue();
        assertThat(text.display(Given.body("{}"))).isEmpty();
    }
}
