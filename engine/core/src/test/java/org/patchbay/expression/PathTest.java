package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.SecretNode;

class PathTest {
    private static final String REPLY =
            "{ items: [{ id: 7, tags: ['a', 'b'] }, { id: 8 }, { name: 'x', tags: [] }], 'a.b': 1, '0': 'zero', deep: { '-1': 'key' },"
                    + " nothing: null, empty: [], big: 90071992547409931234567890, map: { x: { n: 1 }, y: { n: 2 } } }";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    items.0.id        | 7
                    items.-1.name     | "x"
                    items.-3.id       | 7
                    items.*.id        | [7,8]
                    items.*.tags      | [["a","b"],[]]
                    items.*.tags.0    | ["a"]
                    items.*.tags.*    | [["a","b"],[]]
                    map.*.n           | [1,2]
                    empty.*           | []
                    a\\.b             | 1
                    0                 | "zero"
                    deep.-1           | "key"
                    nothing           | null
                    big               | 90071992547409931234567890
                    """)
    void finds_what_it_names(String path, String found) {
        assertThat(Path.parse(path).find(Given.json(REPLY))).hasToString(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items.3",
                "items.-4",
                "items.id",
                "items.0.id.x",
                "nope",
                "nothing.x",
                "big.*",
                "items.99999999999.id",
                "length",
                "items.size",
                "class",
                "items.0.id.class"
            })
    void is_missing_where_nothing_is(String path) {
        assertThat(Path.parse(path).find(Given.json(REPLY)).isMissingNode()).isTrue();
    }

    @Test
    void a_lone_dot_is_the_whole() {
        var list = Given.json("[1, 2]");

        assertThat(Path.parse(".").find(list)).isSameAs(list);
    }

    @Test
    void a_star_is_every_element_of_a_bare_list() {
        assertThat(Path.parse("*").find(Given.json("[{ id: 1 }, { id: 2 }]"))).hasSize(2);
        assertThat(Path.parse("*.id").find(Given.json("[{ id: 1 }, 3]"))).hasToString("[1]");
    }

    @Test
    void a_backslash_before_anything_but_a_dot_is_itself() {
        assertThat(Path.parse("a\\b").find(Given.json("{ 'a\\\\b': 1 }"))).hasToString("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", ".a", "a.", ".."})
    void refuses_an_empty_step_in_words(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Path.parse(path))
                .withMessage("the path `" + path + "` has an empty step");
    }

    @Test
    void nothing_is_below_a_secret() {
        assertThat(Path.parse("x").find(SecretNode.of("s3cret")).isMissingNode())
                .isTrue();
    }
}
