package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Tree;

class ValueMapTest {
    private static final ValueMap MAP = map(JsonNodeFactory.instance
            .objectNode()
            .put("inbound", "IN")
            .put("1", 10)
            .put("2.50", "two and a half")
            .put("true", false)
            .put("", "nothing")
            .putNull("none"));

    @Test
    void translates_texts_numbers_and_truth_values_and_keeps_the_type_of_the_translation() {
        assertThat(MAP.apply(TextNode.valueOf("inbound"))).hasToString("\"IN\"");
        assertThat(MAP.apply(IntNode.valueOf(1))).hasToString("10");
        assertThat(MAP.apply(TextNode.valueOf("1"))).hasToString("10");
        assertThat(MAP.apply(DoubleNode.valueOf(1.0))).hasToString("10");
        assertThat(MAP.apply(DecimalNode.valueOf(new BigDecimal("2.50")))).hasToString("\"two and a half\"");
        assertThat(MAP.apply(BooleanNode.TRUE)).hasToString("false");
        assertThat(MAP.apply(TextNode.valueOf("none"))).isEqualTo(NullNode.getInstance());
    }

    @Test
    void a_value_without_a_key_has_no_translation() {
        assertThat(MAP.apply(TextNode.valueOf("Inbound"))).isInstanceOf(MissingNode.class);
        assertThat(MAP.apply(TextNode.valueOf("1.0"))).isInstanceOf(MissingNode.class);
        assertThat(MAP.apply(MissingNode.getInstance())).isInstanceOf(MissingNode.class);
        assertThat(MAP.apply(NullNode.getInstance())).isInstanceOf(MissingNode.class);
        assertThat(MAP.apply(JsonNodeFactory.instance.objectNode())).isInstanceOf(MissingNode.class);
        assertThat(MAP.isTotal()).isFalse();
    }

    @Test
    void a_star_is_any_other_value_and_no_missing_one() {
        var map = map(JsonNodeFactory.instance.objectNode().put("inbound", "IN").put("*", "OUT"));

        assertThat(map.apply(TextNode.valueOf("inbound"))).hasToString("\"IN\"");
        assertThat(map.apply(TextNode.valueOf("internal"))).hasToString("\"OUT\"");
        assertThat(map.apply(NullNode.getInstance())).isInstanceOf(MissingNode.class);
        assertThat(map.isTotal()).isTrue();
    }

    @Test
    void each_element_of_a_list_is_translated_and_one_without_a_translation_goes() {
        assertThat(MAP.apply(JsonNodeFactory.instance
                        .arrayNode()
                        .add("inbound")
                        .add("x")
                        .add(1)))
                .hasToString("[\"IN\",10]");
    }

    @Test
    void the_translation_of_a_secret_is_secret() {
        assertThat(MAP.apply(SecretNode.of("inbound"))).isInstanceOf(SecretNode.class);
    }

    @Test
    void a_tree_that_is_no_map_translates_nothing() {
        assertThat(ValueMap.compile(Tree.text("x")).apply(TextNode.valueOf("x")))
                .isInstanceOf(MissingNode.class);
    }

    private static ValueMap map(JsonNode object) {
        return ValueMap.compile(Tree.of(object));
    }
}
