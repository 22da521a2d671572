package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Label;
import org.patchbay.definition.Problems;

/** Whatever an admin writes where a text is wanted arrives unchanged. */
class ScalarPropertiesTest {
    @Property(tries = 400)
    void a_quoted_text_arrives_unchanged_from_json(@ForAll("texts") String text) {
        var document = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Integrator")
                .put("name", "a")
                .put("template", "t")
                .put("callcenterId", "c")
                .put("label", text.isEmpty() ? "x" : text);

        assertThat(label("a.json", document.toString())).isEqualTo(text.isEmpty() ? "x" : text);
    }

    @Property(tries = 400)
    void a_quoted_text_arrives_unchanged_from_yaml(@ForAll("texts") String text) {
        var quoted =
                JsonNodeFactory.instance.textNode(text.isEmpty() ? "x" : text).toString();

        assertThat(label("a.yaml", document(quoted))).isEqualTo(text.isEmpty() ? "x" : text);
    }

    @Property(tries = 400)
    void an_unquoted_text_arrives_unchanged(@ForAll("plain") String text) {
        assertThat(label("a.yaml", document(text))).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aZ09 +-.,:;#&*!|>'\"%@`{}[]?/\\~<=")
                .withChars('é', 'ễ', '中', 'İ')
                .ofMaxLength(40)
                .map(text -> text.replace("${", "$"));
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.oneOf(
                Arbitraries.of(
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
                        "Norway"),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .numeric()
                        .withChars("+._-/")
                        .ofMinLength(1)
                        .ofMaxLength(30)
                        .filter(text -> !text.startsWith("-") && !text.equals("...")));
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

    @Property(tries = 200)
    void no_text_makes_the_loader_stumble(@ForAll String text) {
        assertThat(Loader.forTests()
                        .load(Map.of("a.yaml", text, "b.json", text))
                        .problems())
                .isNotNull();
    }
}
