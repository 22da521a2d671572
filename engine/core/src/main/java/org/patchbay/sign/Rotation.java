package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Reference;
import org.patchbay.expression.Text;

/** Secrets that are being exchanged: of {@code [new, old]} the first signs. */
final class Rotation {
    private Rotation() {}

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
