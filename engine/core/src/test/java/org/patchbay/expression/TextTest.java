package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;

class TextTest {
    private static final Values BODY = Given.body(
            "{ name: 'Ng. <An> & \"Co\"', n: 1.50, big: 90071992547409931234567890, exp: 1e3, yes: true, no: false, none: null, "
                    + "blank: '', zero: 0, list: ['a', 'b'], items: [{ id: 1, who: { name: 'x' } }, { id: 2 }], one: { id: 5 }, "
                    + "noList: [], noMap: {}, body: 'inner', tag: '{{body.name}}' }");

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    plain text|plain text
                    {{body.name}}|Ng. <An> & "Co"
                    a {{body.n}} b|a 1.50 b
                    {{body.big}}|90071992547409931234567890
                    {{body.exp}}|1000
                    {{body.yes}}{{body.no}}|truefalse
                    {{ body.zero }}|0
                    {{body.list.-1}}|b
                    {{body.items.1.id}}|2
                    {{now.epoch}}|1767323045
                    x{{! a comment, with {{ in it }}y|xy
                    {{body.nope?}}|
                    {{body.none?}}|
                    {{body.tag}}|{{body.name}}
                    }} { } {x}|}} { } {x}
                    {"a":{{body.zero}}}|{"a":0}
                    """)
    void inserts_values_as_they_are(String template, String rendered) {
        assertThat(render(template)).isEqualTo(rendered == null ? "" : rendered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    {{#body.list}}[{{.}}]{{/body.list}}|[a][b]
                    {{#body.items}}{{id}},{{/body.items}}|1,2,
                    {{#body.items}}{{item.id}},{{/body.items}}|1,2,
                    {{#body.items}}{{#who}}{{name}} of {{id}}{{/who}}{{^who}}-{{/who}};{{/body.items}}|x of 1;-;
                    {{#body.one}}{{id}} {{body.zero}}{{/body.one}}|5 0
                    {{#body.name}}yes{{/body.name}}|yes
                    {{#body.name}}{{.}}{{/body.name}}|Ng. <An> & "Co"
                    {{#body.items}}{{#body.yes}}{{id}}{{/body.yes}}{{/body.items}}|12
                    {{#body.zero}}zero counts{{/body.zero}}|zero counts
                    {{#body.no}}x{{/body.no}}{{^body.no}}y{{/body.no}}|y
                    {{#body.blank}}x{{/body.blank}}{{^body.blank}}y{{/body.blank}}|y
                    {{#body.none}}x{{/body.none}}{{^body.none}}y{{/body.none}}|y
                    {{#body.nope}}x{{/body.nope}}{{^body.nope}}y{{/body.nope}}|y
                    {{#body.nope?}}x{{/body.nope?}}{{^body.nope?}}y{{/body.nope?}}|y
                    {{#body.noList}}x{{/body.noList}}{{^body.noList}}y{{/body.noList}}|y
                    {{#body.noMap}}x{{/body.noMap}}{{^body.noMap}}y{{/body.noMap}}|y
                    {{#integrator.note}}<{{integrator.note}}>{{/integrator.note}}|
                    {{#body.list}}{{body.body}}{{/body.list}}|innerinner
                    """)
    void sections_repeat_for_lists_and_ask_for_values(String template, String rendered) {
        assertThat(render(template)).isEqualTo(rendered == null ? "" : rendered);
    }

    @Test
    void line_breaks_stay_and_lines_of_their_own_tags_go() {
        assertThat(render("a\n{{body.zero}}\n")).isEqualTo("a\n0\n");
        assertThat(render("a\r\n{{body.zero}}\r\nb")).isEqualTo("a\r\n0\r\nb");
        assertThat(render("a\n{{#body.list}}\n- {{.}}\n{{/body.list}}\nb")).isEqualTo("a\n- a\n- b\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{body.nope}}", "{{body.none}}", "{{#body.items}}{{who}}{{/body.items}}", "{{body.name.x}}"})
    void a_value_that_is_not_there_is_refused_by_name(String template) {
        var refusal = catchThrowableOfType(Refusal.class, () -> render(template));

        assertThat(refusal.failure().code()).isIn(FailureCode.MISSING_VALUE, FailureCode.BAD_INPUT);
        assertThat(refusal.failure().input()).isPresent();
    }

    @Test
    void a_list_or_a_map_is_no_text() {
        var refusal = catchThrowableOfType(Refusal.class, () -> render("{{body.list}}"));

        assertThat(refusal).hasMessage("`body.list` is a list, a single value was expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{body.name.length}}",
                "{{body.name.bytes}}",
                "{{body.list.size}}",
                "{{body.class}}",
                "{{body.one.class.name}}",
                "{{body.name.toString}}",
                "{{body.list.first}}"
            })
    void no_template_reaches_into_objects(String template) {
        assertThat(catchThrowableOfType(Refusal.class, () -> render(template))
                        .failure()
                        .code())
                .isEqualTo(FailureCode.MISSING_VALUE);
    }

    @Test
    void what_is_missing_shows_as_nothing_to_people() {
        assertThat(Given.text("a {{body.nope}}{{body.list}} b").display(BODY)).isEqualTo("a  b");
    }

    @Test
    void the_place_encodes_what_is_inserted_and_nothing_else() {
        var shouting = (Encoder) (value, out) -> out.append('<').append(value).append('>');

        assertThat(Given.text("?q={{body.zero}}&{{#body.list}}{{.}}{{/body.list}}")
                        .render(BODY, shouting))
                .isEqualTo("?q=<0>&<a><b>");
    }

    @Test
    void no_text_grows_beyond_256_kib() {
        var values = Values.at(Given.MOMENT).with(Root.BODY, Given.json("{ a: '" + "x".repeat(1000) + "' }"));
        var fits = Given.text("{{body.a}}".repeat(262));
        var grows = Given.text("{{body.a}}".repeat(263));

        assertThat(fits.render(values, Encoder.PLAIN)).hasSize(262_000);
        assertThat(catchThrowableOfType(Refusal.class, () -> grows.render(values, Encoder.PLAIN)))
                .hasMessage("a template made more than 256 KiB of text");
    }

    @Test
    void a_section_within_itself_ends_although_nothing_is_written() {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var i = 0; i < 1000; i++) {
            list.add(i);
        }
        var values = Values.at(Given.MOMENT)
                .with(Root.BODY, JsonNodeFactory.instance.objectNode().set("a", list));
        var template = Given.text("{{#body.a}}".repeat(5) + "{{body.x?}}" + "{{/body.a}}".repeat(5));

        assertThat(catchThrowableOfType(Refusal.class, () -> template.render(values, Encoder.PLAIN)))
                .isNotNull();
    }

    @Test
    void sections_nest_32_deep() {
        var template = "{{#body.yes}}".repeat(32) + "x" + "{{/body.yes}}".repeat(32);

        assertThat(render(template)).isEqualTo("x");
    }

    @Test
    void a_bare_auth_is_the_token_of_the_only_auth_endpoint() {
        var values = BODY.with(Root.AUTH, Given.json("{ login: { '': 'T1', expires: 5 } }"));

        assertThat(Given.text("{{auth}} {{auth.login}} {{auth.login.expires}}").render(values, Encoder.PLAIN))
                .isEqualTo("T1 T1 5");
    }

    @Test
    void knows_when_it_holds_a_secret() {
        var object = JsonNodeFactory.instance.objectNode();
        object.set("apiKey", SecretNode.of("K1"));
        object.putArray("keys").add(SecretNode.of("K2"));
        var values = BODY.with(Root.INTEGRATOR, object);

        assertThat(Given.text("x {{body.zero}}").isSecret(values)).isFalse();
        assertThat(Given.text("x {{integrator.apiKey}}").isSecret(values)).isTrue();
        assertThat(Given.text("{{#integrator.keys}}{{.}}{{/integrator.keys}}").isSecret(values))
                .isTrue();
        assertThat(Given.text("{{integrator.apiKey}}").render(values, Encoder.PLAIN))
                .isEqualTo("K1");
    }

    @Test
    void a_text_with_a_secret_of_the_document_is_secret_without_any_value() {
        var written = new TextTemplate(TextTemplate.of("").at(), "Bearer K", true);

        assertThat(Text.compile(written, Given.SCOPE, new Problems()).isSecret(BODY))
                .isTrue();
    }

    @Test
    void tells_what_it_reads_and_whether_it_is_one_value_alone() {
        assertThat(Given.text("{{body.a}}-{{#body.b}}{{c}}{{/body.b}}").references())
                .extracting(Reference::text)
                .containsExactly("body.a", "body.b", "c");
        assertThat(Given.text("{{body.a}}").single()).isPresent();
        assertThat(Given.text(" {{body.a}}").single()).isEmpty();
        assertThat(Given.text("a").isConstant()).isTrue();
        assertThat(Given.text("{{body.a}}").isConstant()).isFalse();
    }

    private static String render(String template) {
        return Given.text(template).render(BODY, Encoder.PLAIN);
    }
}
