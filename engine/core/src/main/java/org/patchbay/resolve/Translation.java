package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Reference;
import org.patchbay.format.ValueMap;

/** The {@code map} of a parameter. */
sealed interface Translation {
    /** Every value stays. */
    record None() implements Translation {}

    /** A map in the document. */
    record Fixed(ValueMap map) implements Translation {}

    /** A map that is a value, such as a table that the tenant keeps. */
    record Kept(Reference table) implements Translation {}

    /** The value in the partner's words; missing when there is none. */
    default JsonNode apply(JsonNode value, Values values) {
        return switch (this) {
            case None _ -> value;
            case Fixed(var map) -> map.apply(value);
            case Kept(var table) -> ValueMap.of(table.in(values)).apply(value);
        };
    }

    /** A default may be in our words or in the partner's: translated where the map names it, else as it is. */
    default JsonNode applyToDefault(JsonNode value, Values values) {
        return switch (this) {
            case None _ -> value;
            case Fixed(var map) -> map.exact(value).orElse(value);
            case Kept(var table) -> ValueMap.of(table.in(values)).exact(value).orElse(value);
        };
    }

    /** Everything that is read. */
    default List<Reference> reads() {
        return switch (this) {
            case None _, Fixed _ -> List.of();
            case Kept(var table) -> List.of(table);
        };
    }

    /** True when some value may be without a translation. */
    default boolean hasGaps() {
        return switch (this) {
            case None _ -> false;
            case Fixed(var map) -> !map.isTotal();
            case Kept _ -> true;
        };
    }
}
