package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lays a map over another: JSON Merge Patch (RFC 7396 §2), where null takes a key away. */
final class MergePatch {
    private MergePatch() {}

    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var merged = target instanceof ObjectNode before ? before.objectNode().setAll(before) : empty();
        var result = (ObjectNode) merged;
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), apply(result.path(change.getKey()), change.getValue()));
            }
        }
        return result;
    }

    /** The same at a place inside the target; null removes what is there. */
    static JsonNode at(JsonNode target, List<String> inside, JsonNode value, Stores.How how) {
        if (inside.isEmpty()) {
            return how == Stores.How.MERGE ? apply(target, value) : value;
        }
        var result = target instanceof ObjectNode before ? before.deepCopy() : JsonNodeFactory.instance.objectNode();
        var key = inside.getFirst();
        var after = at(result.path(key), inside.subList(1, inside.size()), value, how);
        if (after.isNull()) {
            result.remove(key);
        } else {
            result.set(key, after);
        }
        return result;
    }

    private static JsonNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
