package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;

class ExpressionPropertiesTest {
    @Property
    void what_stands_around_a_value_comes_out_as_it_went_in(
            @ForAll("literals") String before, @ForAll("literals") String value, @ForAll("literals") String after) {
        var rendered = Given.text(before + "{{body.a}}" + after).render(body(value), Encoder.PLAIN);

        assertThat(rendered).isEqualTo(before + value + after);
    }

    @Property
    void a_value_is_never_read_as_a_template(@ForAll("templates") String value) {
        assertThat(Given.text("<{{body.a}}>").render(body(value), Encoder.PLAIN))
                .isEqualTo("<" + value + ">");
    }

    @Property
    void any_text_compiles_or_is_reported(@ForAll("templates") String template) {
        var problems = new Problems();

        var text = Text.compile(TextTemplate.of(template), Given.SCOPE, problems);

        if (problems.sorted().isEmpty()) {
            rendersOrRefuses(text);
        } else {
            assertThat(problems.sorted())
                    .allSatisfy(problem -> assertThat(problem.code()).matches("PB(30[13]|60[12346])"));
        }
    }

    private static void rendersOrRefuses(Text text) {
        try {
            assertThat(text.render(body("x"), Encoder.PLAIN)).isNotNull();
        } catch (Refusal refusal) {
            assertThat(refusal.failure().message()).isNotEmpty();
        }
    }

    @Property
    void the_literal_text_of_any_good_template_is_kept(@ForAll("sections") List<String> parts) {
        var template = new StringBuilder();
        var expected = new StringBuilder();
        parts.forEach(part -> {
            template.append("{{#body.a}}(").append(part).append("){{/body.a}}");
            expected.append('(').append(part).append(')');
        });

        assertThat(Given.text(template.toString()).render(body("x"), Encoder.PLAIN))
                .isEqualTo(expected.toString());
    }

    @Property
    void every_key_is_found_by_its_escaped_path(@ForAll("keys") String key) {
        var object = JsonNodeFactory.instance.objectNode().put(key, 1);

        assertThat(Path.parse(key.replace(".", "\\.")).find(object).asInt()).isEqualTo(1);
    }

    @Property
    void a_test_and_its_opposite_never_agree(
            @ForAll("operators") String operator, @ForAll("values") String value, @ForAll("values") String operand) {
        var test = JsonNodeFactory.instance.objectNode().put(operator, operand);
        var opposite = JsonNodeFactory.instance.objectNode().set("not", test);
        var values = value.isEmpty() ? Given.body("{}") : body(value);

        assertThat(guard(test).holds(values)).isNotEqualTo(guard(opposite).holds(values));
    }

    @Property
    void numbers_are_ordered_by_what_they_count(@ForAll int left, @ForAll int right) {
        var values = Given.body("{ a: " + left + " }");

        assertThat(holds("moreThan", right, values)).isEqualTo(left > right);
        assertThat(holds("atMost", right, values)).isEqualTo(left <= right);
        assertThat(holds("equals", right, values)).isEqualTo(left == right);
    }

    private static boolean holds(String operator, int operand, Values values) {
        return guard(JsonNodeFactory.instance.objectNode().put(operator, operand))
                .holds(values);
    }

    private static Guard guard(com.fasterxml.jackson.databind.JsonNode test) {
        var condition = JsonNodeFactory.instance.objectNode().set("body.a", test);
        return Guard.compile(new Condition(Tree.of(condition)), Given.SCOPE, new Problems());
    }

    private static Values body(String a) {
        return Values.at(Given.MOMENT)
                .with(Root.BODY, JsonNodeFactory.instance.objectNode().set("a", TextNode.valueOf(a)));
    }

    /** Anything but braces, which would be tags. */
    @Provide
    Arbitrary<String> literals() {
        return Arbitraries.strings()
                .all()
                .excludeChars('{', '}')
                .ofMaxLength(30)
                .filter(text -> !hasLoneSurrogate(text));
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{",
                        "}",
                        "#",
                        "/",
                        "^",
                        "!",
                        "&",
                        ">",
                        "=",
                        "%",
                        "$",
                        "<",
                        " ",
                        "\n",
                        "\r\n",
                        ".",
                        "..",
                        "?",
                        "*",
                        "body.a",
                        "body.b",
                        "integrator.note",
                        "auth.login",
                        "x",
                        "{{body.a}}",
                        "{{#body.a}}",
                        "{{/body.a}}",
                        "{{^body.a}}",
                        "{{! c }}",
                        "\"",
                        "'")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<String>> sections() {
        return Arbitraries.strings()
                .withChars("abc \"'<>&\\/%+\t")
                .ofMaxLength(8)
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings()
                .withChars("ab.0-* $x")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(key -> !key.equals("*"));
    }

    @Provide
    Arbitrary<String> operators() {
        return Arbitraries.of(
                "equals", "lessThan", "atMost", "moreThan", "atLeast", "startsWith", "endsWith", "contains");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of("", "5", "5.0", "-1", "abc", "1e3", "2026-01-01T00:00:00Z", "true", "Ng. An");
    }
}
