package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.patchbay.expression.Path;

/** Makes a tree in which a path finds a value. */
final class ReplyTree {
    private ReplyTree() {}

    /** The sample with that value at that path. */
    static JsonNode put(JsonNode sample, String path, JsonNode value) {
        return at(sample.deepCopy(), Path.parse(path), 0, value);
    }

    private static JsonNode at(JsonNode node, Path path, int index, JsonNode leaf) {
        if (index == path.steps().size()) {
            return leaf;
        }
        return switch (path.steps().get(index)) {
            case Path.Step.Key(var name) -> {
                ObjectNode object = node instanceof ObjectNode known ? known : JsonNodeFactory.instance.objectNode();
                object.set(name, at(object.path(name), path, index + 1, leaf));
                yield object;
            }
            case Path.Step.Index _, Path.Step.Every _ -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                array.add(at(node.path(0), path, index + 1, leaf));
                yield array;
            }
        };
    }
}
