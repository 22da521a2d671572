package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbay.chance.Chance;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Label;
import org.patchbay.definition.Problems;

/** Whatever an admin writes where a text is wanted arrives unchanged. */
class ScalarPropertiesTest {
    private static final List<String> WORDS = List.of(
            "no",
            "yes",
            "on",
            "off",
            "y",
            "N",
            "True",
            "null",
            "~",
            "0123",
            "+84901234567",
            "1.10",
            "1e3",
            "0x1F",
            "0o17",
            "1_000",
            "12:30",
            ".inf",
            "2026-01-02",
            "1:2:3",
            "NaN",
            "Norway");

    @Test
    void a_quoted_text_arrives_unchanged_from_json() {
        Chance.times(400, chance -> {
            var text = texts(chance);
            var document = JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", "Integrator")
                    .put("name", "a")
                    .put("template", "t")
                    .put("callcenterId", "c")
                    .put("label", text.isEmpty() ? "x" : text);

            assertThat(label("a.json", document.toString())).isEqualTo(text.isEmpty() ? "x" : text);
        });
    }

    @Test
    void a_quoted_text_arrives_unchanged_from_yaml() {
        Chance.times(400, chance -> {
            var text = texts(chance);
            var quoted = JsonNodeFactory.instance
                    .textNode(text.isEmpty() ? "x" : text)
                    .toString();

            assertThat(label("a.yaml", document(quoted))).isEqualTo(text.isEmpty() ? "x" : text);
        });
    }

    @Test
    void an_unquoted_text_arrives_unchanged() {
        Chance.times(400, chance -> {
            var text = plain(chance);
            assertThat(label("a.yaml", document(text))).isEqualTo(text);
        });
    }

    private static String texts(Chance chance) {
        return chance.text("aZ09 +-.,:;#&*!|>'\"%@`{}[]?/\\~<=éễ中İ", 0, 40).replace("${", "$");
    }

    private static String plain(Chance chance) {
        return chance.from(
                () -> chance.of(WORDS),
                () -> Chance.fit(
                        () -> chance.text("abcdefghijklmnopqrstuvwxyz0123456789+._-/", 1, 30),
                        text -> !text.startsWith("-") && !text.equals("...")));
    }

    private static String document(String label) {
        return "kind: Integrator\nname: a\ntemplate: t\ncallcenterId: c\nlabel: " + label + "\n";
    }

    /** The label of the only integrator, which is bound although its template does not exist. */
    private static String label(String path, String text) {
        var problems = new Problems();
        var assembler = new Assembler(problems, new Replacer(List.of(), problems));
        assembler.add(new Reader(problems).read(path, text));
        var assembly = assembler.assemble();
        assertThat(problems.sorted()).isEmpty();
        return assembly.integrators()
                .getFirst()
                .value()
                .flatMap(Integrator::label)
                .map(Label::texts)
                .map(texts -> texts.getOrDefault("", ""))
                .orElse("(none)");
    }

    @Test
    void no_text_makes_the_loader_stumble() {
        Chance.times(200, chance -> {
            var text = chance.text(60);
            assertThat(Loader.forTests()
                            .load(Map.of("a.yaml", text, "b.json", text))
                            .problems())
                    .isNotNull();
        });
    }
}
