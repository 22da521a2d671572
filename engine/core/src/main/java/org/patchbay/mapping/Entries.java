package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.patchbay.expression.Reference;

/** The compiled entries of a result, in the order in which they are written. */
record Entries(List<Entry> entries) {
    Entries {
        entries = List.copyOf(entries);
    }

    /**
     * A map of the values that are there; null is one.
     *
     * @throws Misfit when one that is required is missing
     */
    ObjectNode read(JsonNode root, Reading reading) {
        var result = JsonNodeFactory.instance.objectNode();
        for (var entry : entries) {
            var value = entry.read(root, reading);
            if (!value.isMissingNode()) {
                result.set(entry.name(), value);
            }
        }
        return result;
    }

    /** Everything that their templates read. */
    Stream<Reference> references() {
        return entries.stream().flatMap(Entry::references);
    }

    /** True when the body has to be read for one of them. */
    boolean readBody() {
        return entries.stream().anyMatch(entry -> entry.source().readsBody());
    }
}
