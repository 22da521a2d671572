package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.expression.Reference;

/** What a page of a synchronization says, read from {@link Mapper.Mapped#onward}. */
public record Keeping(
        List<JsonNode> items,
        Optional<JsonNode> nextOffset,
        Optional<JsonNode> checkpoint,
        Optional<JsonNode> context) {
    public Keeping {
        items = List.copyOf(items);
    }

    /** What that page says. An item alone is a list of one: XML cannot tell them apart. */
    public static Keeping of(Mapper.Mapped page) {
        var onward = page.onward();
        var found = onward.path(Onward.ITEMS);
        return new Keeping(
                found instanceof ArrayNode list
                        ? list.valueStream().toList()
                        : Reference.isAbsent(found) ? List.of() : List.of(found),
                there(onward.path(Onward.NEXT_OFFSET)),
                there(onward.path(Onward.CHECKPOINT)),
                there(onward.path(Onward.CONTEXT)));
    }

    private static Optional<JsonNode> there(JsonNode found) {
        return Optional.of(found).filter(value -> !Reference.isAbsent(value));
    }
}
