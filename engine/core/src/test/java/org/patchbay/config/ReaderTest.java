package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;

class ReaderTest {
    private final Problems problems = new Problems();

    private Node.Entries read(String path, String text) {
        return new Reader(problems).read(path, text).parts().getFirst().root();
    }

    private static String text(Node.Entries map, String key) {
        return map.text(key).map(Node.Text::text).orElse("(none)");
    }

    @Test
    void an_unquoted_scalar_keeps_its_characters() {
        var map = read(
                "a.yaml", "{ a: +84901234567, b: 0123, c: no, d: 1.10, e: 12:30, f: ~, g: 1e3, h: 0x1F, i: null }");

        assertThat(map.entries().values().stream().map(Node.Entry::value).map(Object::toString))
                .containsExactly("+84901234567", "0123", "no", "1.10", "12:30", "~", "1e3", "0x1F", "null");
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void a_value_knows_its_place_without_the_quotes() {
        var map = read("a.yaml", "kind: Template\nlabel: \"Acme {{x}}\"\n");

        var at = map.text("label").orElseThrow().at();
        assertThat(at).hasToString("a.yaml:2:9");
        assertThat(at.endColumn()).isEqualTo(19);
        assertThat(at.pointer()).isEqualTo("/label");
        assertThat(at.within(7, 1)).hasToString("a.yaml:2:16");
    }

    @Test
    void a_text_with_escapes_has_a_beginning_but_no_end() {
        var map = read("a.yaml", "a: \"x\\ty\"\nb: 'it''s'\nc: |\n  long\n  text\n");

        assertThat(map.entries().values())
                .allSatisfy(entry -> assertThat(entry.value().at().endColumn())
                        .isEqualTo(entry.value().at().column()));
    }

    @Test
    void a_pointer_escapes_slashes_and_tildes() {
        var map = read("a.yaml", "a/b:\n  c~d: [x, y]\n");

        var inner = map.map("a/b").orElseThrow();
        assertThat(inner.list("c~d").map(Node::at).map(at -> at.pointer()))
                .containsExactly("/a~1b/c~0d/0", "/a~1b/c~0d/1");
    }

    @Test
    void json_with_tabs_and_every_escape_is_read() {
        var map = read(
                "a.json",
                "{\t\"a\":\"\\/ \\b\\f\\n\\r\\t \\u00e9 \\uD83D\\uDE00\",\r\n\t\"b\"\t:\t[1e3,-0.10,true,null,{}] }");

        assertThat(text(map, "a")).isEqualTo("/ \b\f\n\r\t é 😀");
        assertThat(map.list("b").map(Object::toString).limit(4)).containsExactly("1e3", "-0.10", "true", "null");
        assertThat(map.entry("b").orElseThrow().key()).hasToString("a.json:2:3");
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void json_on_one_line_without_blanks_is_read_as_yaml_too() {
        var map = read("a.yaml", "{\"a\":\"b\",\"c\":[1,2],\"d\":{\"e\":\"f:g\"}}");

        assertThat(text(map, "a")).isEqualTo("b");
        assertThat(map.map("d").map(inner -> text(inner, "e"))).contains("f:g");
    }

    @Test
    void parts_know_their_lines_in_the_whole_document() {
        var reading = new Reader(problems).read("a.yaml", "# first\nkind: A\n---\n\nkind: B\n--- {kind: C}\n---\n");

        assertThat(reading.parts()).extracting(part -> part.root().at().line()).containsExactly(2, 5, 6);
        assertThat(reading.parts())
                .extracting(part -> text(part.root(), "kind"))
                .containsExactly("A", "B", "C");
    }

    @Test
    void lines_of_windows_count_like_all_others() {
        var reading = new Reader(problems).read("a.yaml", "kind: A\r\n---\r\nkind: B\r\nb: [\r\n---\r\nkind: C\r\n");

        assertThat(reading.parts()).extracting(part -> part.root().at().line()).containsExactly(1, 6);
        assertThat(problems.sorted())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .startsWith("a.yaml:5:1");
    }

    @Test
    void dashes_inside_a_text_end_nothing() {
        var map = read("a.yaml", "a: |\n  x\n  ---\n  y\nb: 1\n");

        assertThat(text(map, "a")).isEqualTo("x\n---\ny\n");
        assertThat(text(map, "b")).isEqualTo("1");
    }

    @Test
    void characters_that_are_no_text_are_refused_with_their_place() {
        new Reader(problems).read("bom.yaml", "\uFEFFkind: A");
        new Reader(problems).read("nul.yaml", "kind: A\nb: x\0y");
        new Reader(problems).read("esc.json", "{\"a\": \"\u001b\"}");
        new Reader(problems).read("half.yaml", "a: \uD83D");

        assertThat(problems.sorted())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        bom -> assertThat(bom).startsWith("bom.yaml:1:1: the document begins with a byte order mark"),
                        esc -> assertThat(esc).startsWith("esc.json:1:8: the character U+001B"),
                        half -> assertThat(half).startsWith("half.yaml:1:4: the character U+D83D"),
                        nul -> assertThat(nul).startsWith("nul.yaml:2:5: the character U+0000"));
        assertThat(problems.sorted()).extracting(Problem::code).containsOnly("PB106");
    }

    @Test
    void nothing_in_a_document_is_nothing_to_read() {
        for (var text : new String[] {"", "\n", "# only a comment\n", "---\n---\n"}) {
            assertThat(new Reader(problems).read("a.yaml", text).parts()).isEmpty();
        }
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void a_column_counts_characters_and_not_their_bytes() {
        var map = read("a.yaml", "{ a: \"😀 Diễn\", b: x }");

        assertThat(map.text("b").orElseThrow().at().column()).isEqualTo(19);
    }
}
