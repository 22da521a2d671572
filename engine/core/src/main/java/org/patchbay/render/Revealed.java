package org.patchbay.render;

import com.fasterxml.jackson.databind.JsonNode;
import org.patchbay.definition.SecretNode;

/** Trees as they are sent: with the texts that secrets hide. */
final class Revealed {
    private Revealed() {}

    /** The same tree where nothing in it is secret, else a copy. */
    static JsonNode tree(JsonNode tree) {
        return SecretNode.isIn(tree) ? SecretNode.revealAll(tree) : tree;
    }
}
