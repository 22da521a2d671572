package org.patchbay.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.patchbay.definition.SecretNode;

/** Trees as they are sent: with the texts that secrets hide. */
final class Revealed {
    private Revealed() {}

    /** The same tree where nothing in it is secret, else a copy. */
    static JsonNode tree(JsonNode tree) {
        if (!tree.isContainerNode()) {
            return SecretNode.reveal(tree);
        }
        return hides(tree) ? copy(tree) : tree;
    }

    private static boolean hides(JsonNode tree) {
        for (var child : tree) {
            if (child instanceof SecretNode || child.isContainerNode() && hides(child)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode copy(JsonNode tree) {
        if (tree.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode(tree.size());
            tree.forEach(child -> array.add(tree(child)));
            return array;
        }
        var object = JsonNodeFactory.instance.objectNode();
        tree.properties().forEach(field -> object.set(field.getKey(), tree(field.getValue())));
        return object;
    }
}
