package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;

/** The part of a text that a pattern finds. */
class ExcerptTest {
    private static Excerpt excerpt(String pattern) {
        return Excerpt.compile(At.NOWHERE, pattern, new Problems()).orElseThrow();
    }

    @Test
    void its_first_group_is_the_value_or_all_of_it_where_it_has_none() {
        assertThat(excerpt("^(\\d+): ").of(TextNode.valueOf("17: x")).asText()).isEqualTo("17");
        assertThat(excerpt("\\d+").of(JsonNodeFactory.instance.numberNode(4711)).asText())
                .isEqualTo("4711");
    }

    @Test
    void what_does_not_match_is_missing_and_left_out_of_a_list() {
        var list = JsonNodeFactory.instance.arrayNode();
        list.add("a1").add("b").add("c3").addObject();

        assertThat(excerpt("[0-9]").of(TextNode.valueOf("b")).isMissingNode()).isTrue();
        assertThat(excerpt("(x)?b").of(TextNode.valueOf("b")).isMissingNode()).isTrue();
        assertThat(excerpt("[0-9]").of(list)).hasToString("[\"1\",\"3\"]");
    }

    @Test
    void a_part_of_a_secret_is_a_secret() {
        assertThat(excerpt("^(.)").of(SecretNode.of("s3cret"))).isInstanceOf(SecretNode.class);
    }

    @Test
    void a_pattern_that_is_none_is_told_at_its_place() {
        var problems = new Problems();

        assertThat(Excerpt.compile(At.NOWHERE, "(", problems)).isEmpty();
        assertThat(problems.sorted()).extracting(Problem::code).containsExactly("PB605");
    }
}
