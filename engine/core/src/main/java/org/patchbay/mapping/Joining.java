package org.patchbay.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Joins the results of pages. */
final class Joining {
    private Joining() {}

    /** One result: lists one behind the other, of all else the last. Who was found is looked for anew. */
    static ObjectNode of(List<ObjectNode> pages) {
        var joined = JsonNodeFactory.instance.objectNode();
        for (var page : pages) {
            page.properties().forEach(entry -> {
                if (entry.getValue() instanceof ArrayNode more) {
                    list(joined, entry.getKey()).addAll(more);
                } else {
                    joined.set(entry.getKey(), entry.getValue());
                }
            });
        }
        return joined.without(List.of(ResultNames.MATCHED, ResultNames.CANDIDATES));
    }

    private static ArrayNode list(ObjectNode joined, String name) {
        return joined.path(name) instanceof ArrayNode list ? list : joined.putArray(name);
    }

    /** How many elements the longest list of a page has. */
    static int elements(ObjectNode page) {
        return page.properties().stream()
                .filter(entry -> !entry.getKey().equals(ResultNames.CANDIDATES))
                .mapToInt(entry -> entry.getValue() instanceof ArrayNode list ? list.size() : 0)
                .max()
                .orElse(0);
    }
}
