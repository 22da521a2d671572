package org.patchbay.resolve;

import java.util.List;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Reference;

/** Where the value of a parameter comes from. */
sealed interface Source {
    /** The first of these that has a value. */
    record Paths(List<Reference> references) implements Source {
        public Paths {
            references = List.copyOf(references);
        }
    }

    /**
     * A text with templates, or a tree of them.
     *
     * @param shown as written
     */
    record Written(Leaves leaves, String shown) implements Source {}

    /** The value now. */
    default Found in(Values values) {
        return switch (this) {
            case Paths(var references) -> first(references, values);
            case Written(var leaves, var shown) -> new Found(leaves.in(values), shown);
        };
    }

    /** Everything that is read. */
    default List<Reference> reads() {
        return switch (this) {
            case Paths(var references) -> references;
            case Written(var leaves, var _) -> leaves.reads();
        };
    }

    private static Found first(List<Reference> references, Values values) {
        for (var reference : references) {
            var value = reference.in(values);
            if (!Found.isEmpty(value)) {
                return new Found(value, reference.text());
            }
        }
        return Found.nothing(references.isEmpty() ? "" : references.getFirst().text());
    }
}
