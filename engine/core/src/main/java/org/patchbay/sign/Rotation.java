package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Reference;
import org.patchbay.expression.Text;

/** Secrets that are being exchanged: of {@code [new, old]} the first signs, each verifies. */
final class Rotation {
    private static final List<Root> HOLDING = List.of(Root.INTEGRATOR, Root.TEMPLATE, Root.WITH);

    private Rotation() {}

    /** How many secrets the longest list holds; at least one. */
    static int turns(Values values) {
        var most = 1;
        for (var root : HOLDING) {
            for (var value : values.root(root)) {
                most = isRotated(value) ? Math.max(most, value.size()) : most;
            }
        }
        return most;
    }

    /** The values with one secret of each list, the last one where a list is shorter. */
    static Values turn(Values values, int turn) {
        var turned = values;
        for (var root : HOLDING) {
            if (turned.root(root) instanceof ObjectNode fields) {
                turned = turned.with(root, turned(fields, turn));
            }
        }
        return turned;
    }

    private static ObjectNode turned(ObjectNode fields, int turn) {
        var copy = fields.objectNode();
        fields.properties()
                .forEach(field -> copy.set(
                        field.getKey(),
                        isRotated(field.getValue())
                                ? field.getValue()
                                        .get(Math.min(turn, field.getValue().size() - 1))
                                : field.getValue()));
        return copy;
    }

    private static boolean isRotated(JsonNode value) {
        return value.isArray() && !value.isEmpty() && value.valueStream().allMatch(SecretNode.class::isInstance);
    }

    /** The text of a template that is one tag or none. */
    static String text(Text text, Values values) {
        var only = text.single();
        if (only.isPresent()) {
            var value = only.get().in(values);
            if (value.isArray() && !value.isEmpty()) {
                return Scalars.text(value.get(0), only.get().text());
            }
        }
        return text.render(values, Encoder.PLAIN);
    }

    static boolean isSecret(Text text, Values values) {
        return text.isSecret(values)
                || text.single().map(only -> hidesFirst(only, values)).orElse(false);
    }

    private static boolean hidesFirst(Reference reference, Values values) {
        JsonNode value = reference.in(values);
        return value.isArray() && value.path(0) instanceof SecretNode;
    }
}
