package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a field, part by part: it is done to what the field holds when it is written, so that no other change is lost. */
public record FieldChange(List<Part> parts) {
    public FieldChange {
        parts = List.copyOf(parts);
    }

    /**
     * A part of the field.
     *
     * @param inside keys below the field; none for all of it
     * @param value what it becomes; null takes it away
     * @param how what it becomes takes the place of what is there
     */
    public record Part(List<String> inside, JsonNode value, Stores.How how) {
        public Part {
            inside = List.copyOf(inside);
        }
    }

    /** The field becomes that. */
    public static FieldChange to(JsonNode value) {
        return new FieldChange(List.of(new Part(List.of(), value, Stores.How.REPLACE)));
    }

    /** What the field holds afterwards; empty when it is cleared. */
    public Optional<JsonNode> of(Optional<JsonNode> before) {
        var value = before.orElseGet(MissingNode::getInstance);
        for (var part : parts) {
            value = MergePatch.at(value, part.inside(), part.value(), part.how());
        }
        return Optional.of(value).filter(after -> !after.isNull());
    }

    /** This, and the other one after it. */
    FieldChange then(FieldChange later) {
        var both = new ArrayList<>(parts);
        both.addAll(later.parts);
        return new FieldChange(both);
    }
}
