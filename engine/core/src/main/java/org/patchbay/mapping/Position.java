package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a page stands among the others.
 *
 * @param next the cursor, or the address, that leads to it; missing at the first page
 * @param offset elements before it, as the partner counts them
 * @param number its number
 * @param before elements that came before it
 */
public record Position(JsonNode next, long offset, long number, long before) {
    /** The position that was written by {@link #json}. */
    public static Position of(JsonNode json) {
        return new Position(
                json.has(Onward.NEXT) ? json.path(Onward.NEXT) : MissingNode.getInstance(),
                json.path("offset").asLong(),
                json.path("number").asLong(),
                json.path("before").asLong());
    }

    /** What {@code page.…} reads, and what a synchronization keeps. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        if (!next.isMissingNode()) {
            json.set(Onward.NEXT, next);
        }
        return json.put("offset", offset).put("number", number).put("before", before);
    }
}
