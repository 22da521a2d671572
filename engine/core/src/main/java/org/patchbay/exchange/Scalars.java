package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import org.patchbay.definition.SecretNode;

/** Values as text. */
public final class Scalars {
    private Scalars() {}

    /**
     * The text of a scalar: numbers with all their digits and without exponent, secrets revealed.
     *
     * @throws Refusal when the value is a list or a map
     */
    public static String text(JsonNode value, String name) {
        if (value.isContainerNode()) {
            throw new Refusal(Failure.ofInput(
                    FailureCode.BAD_INPUT,
                    name,
                    "`" + name + "` is a " + (value.isArray() ? "list" : "map") + ", a single value was expected"));
        }
        return text(value);
    }

    /** The text of a scalar; empty for null and for what is missing. */
    public static String text(JsonNode value) {
        if (value instanceof SecretNode hidden) {
            return hidden.secret().reveal();
        }
        if (value.isNumber()) {
            return value.isIntegralNumber()
                    ? value.bigIntegerValue().toString()
                    : value.decimalValue().toPlainString();
        }
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }
}
