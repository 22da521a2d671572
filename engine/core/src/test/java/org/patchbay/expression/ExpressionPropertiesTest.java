package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.chance.Chance;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;

class ExpressionPropertiesTest {
    private static final List<String> PIECES = List.of(
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
            "'");

    @Test
    void what_stands_around_a_value_comes_out_as_it_went_in() {
        Chance.often(chance -> {
            var before = literals(chance);
            var value = literals(chance);
            var after = literals(chance);
            var rendered = Given.text(before + "{{body.a}}" + after).render(body(value), Encoder.PLAIN);

            assertThat(rendered).isEqualTo(before + value + after);
        });
    }

    @Test
    void a_value_is_never_read_as_a_template() {
        Chance.often(chance -> {
            var value = templates(chance);
            assertThat(Given.text("<{{body.a}}>").render(body(value), Encoder.PLAIN))
                    .isEqualTo("<" + value + ">");
        });
    }

    @Test
    void any_text_compiles_or_is_reported() {
        Chance.often(chance -> {
            var template = templates(chance);
            var problems = new Problems();

            var text = Text.compile(TextTemplate.of(template), Given.SCOPE, problems);

            if (problems.sorted().isEmpty()) {
                rendersOrRefuses(text);
            } else {
                assertThat(problems.sorted())
                        .allSatisfy(problem -> assertThat(problem.code()).matches("PB(30[13]|60[12346])"));
            }
        });
    }

    private static void rendersOrRefuses(Text text) {
        try {
            assertThat(text.render(body("x"), Encoder.PLAIN)).isNotNull();
        } catch (Refusal refusal) {
            assertThat(refusal.failure().message()).isNotEmpty();
        }
    }

    @Test
    void the_literal_text_of_any_good_template_is_kept() {
        Chance.often(chance -> {
            var parts = sections(chance);
            var template = new StringBuilder();
            var expected = new StringBuilder();
            parts.forEach(part -> {
                template.append("{{#body.a}}(").append(part).append("){{/body.a}}");
                expected.append('(').append(part).append(')');
            });

            assertThat(Given.text(template.toString()).render(body("x"), Encoder.PLAIN))
                    .isEqualTo(expected.toString());
        });
    }

    @Test
    void every_key_is_found_by_its_escaped_path() {
        Chance.often(chance -> {
            var key = keys(chance);
            var object = JsonNodeFactory.instance.objectNode().put(key, 1);

            assertThat(Path.parse(key.replace(".", "\\.")).find(object).asInt()).isEqualTo(1);
        });
    }

    @Test
    void a_test_and_its_opposite_never_agree() {
        Chance.often(chance -> {
            var operator = operators(chance);
            var value = values(chance);
            var operand = values(chance);
            var test = JsonNodeFactory.instance.objectNode().put(operator, operand);
            var opposite = JsonNodeFactory.instance.objectNode().set("not", test);
            var values = value.isEmpty() ? Given.body("{}") : body(value);

            assertThat(guard(test).holds(values)).isNotEqualTo(guard(opposite).holds(values));
        });
    }

    @Test
    void numbers_are_ordered_by_what_they_count() {
        Chance.often(chance -> {
            var left = chance.integer();
            var right = chance.integer();
            var values = Given.body("{ a: " + left + " }");

            assertThat(holds("moreThan", right, values)).isEqualTo(left > right);
            assertThat(holds("atMost", right, values)).isEqualTo(left <= right);
            assertThat(holds("equals", right, values)).isEqualTo(left == right);
        });
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
    private static String literals(Chance chance) {
        return Chance.fit(
                () -> chance.text(30), text -> !text.contains("{") && !text.contains("}") && !hasLoneSurrogate(text));
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String templates(Chance chance) {
        return chance.joined(0, 12, PIECES);
    }

    private static List<String> sections(Chance chance) {
        return chance.list(0, 6, () -> chance.text("abc \"'<>&\\/%+\t", 0, 8));
    }

    private static String keys(Chance chance) {
        return Chance.fit(() -> chance.text("ab.0-* $x", 1, 8), key -> !key.equals("*"));
    }

    private static String operators(Chance chance) {
        return chance.of("equals", "lessThan", "atMost", "moreThan", "atLeast", "startsWith", "endsWith", "contains");
    }

    private static String values(Chance chance) {
        return chance.of("", "5", "5.0", "-1", "abc", "1e3", "2026-01-01T00:00:00Z", "true", "Ng. An");
    }
}
