package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Text;

/** What the user of a signature hands over, read as {@code with.…}. */
record With(Map<String, Text> texts) {
    With {
        texts = Map.copyOf(texts);
    }

    Values bind(Values values) {
        if (texts.isEmpty()) {
            return values;
        }
        var bound = JsonNodeFactory.instance.objectNode();
        texts.forEach((name, text) -> bound.set(name, value(text, values)));
        return values.with(Root.WITH, bound);
    }

    private static JsonNode value(Text text, Values values) {
        var rendered = Rotation.text(text, values);
        return Rotation.isSecret(text, values) ? SecretNode.of(rendered) : TextNode.valueOf(rendered);
    }
}
