package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.patchbay.definition.SecretNode;

/** Values as text. */
public final class Scalars {
    /** Beyond so many digits a number keeps its exponent: {@code 1e999999999} would fill the memory. */
    private static final int MOST_DIGITS = 1_000;

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
        if (value instanceof SecretNode) {
            return text(SecretNode.reveal(value));
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() ? value.asText() : decimal(value.decimalValue());
        }
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    private static String decimal(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS ? number.toString() : number.toPlainString();
    }
}
