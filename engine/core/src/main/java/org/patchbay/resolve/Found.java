package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.patchbay.exchange.Scalars;

/**
 * A value and where it was found.
 *
 * @param source for people: {@code body.phone}
 */
record Found(JsonNode value, String source) {
    static Found nothing(String source) {
        return new Found(MissingNode.getInstance(), source);
    }

    boolean isEmpty() {
        return isEmpty(value);
    }

    /** Missing, null, empty text, an empty list or an empty map. */
    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && Scalars.text(value).isEmpty();
    }
}
