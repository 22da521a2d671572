package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Names that may come more than once, as in forms and XML: from the second time on their values are a list. */
final class Repeated {
    private Repeated() {}

    static void add(ObjectNode map, String name, JsonNode value) {
        var before = map.path(name);
        if (before instanceof ArrayNode list) {
            list.add(value);
        } else if (before.isMissingNode()) {
            map.set(name, value);
        } else {
            map.set(name, map.arrayNode().add(before).add(value));
        }
    }
}
