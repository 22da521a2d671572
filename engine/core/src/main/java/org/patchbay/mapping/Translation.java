package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;
import org.patchbay.format.ValueMap;

/** The {@code map} of a result: a value read as text is looked up, {@code "*"} stands for any other, no match is missing. */
sealed interface Translation {
    /** The translation of a value. */
    JsonNode of(JsonNode value, Values values);

    /** A map that is written down. */
    record Written(ValueMap map) implements Translation {
        @Override
        public JsonNode of(JsonNode value, Values values) {
            return map.apply(value);
        }
    }

    /** A map that is kept elsewhere, for example in a field of the tenant. */
    record Kept(Reference map) implements Translation {
        @Override
        public JsonNode of(JsonNode value, Values values) {
            return ValueMap.of(map.in(values)).apply(value);
        }
    }

    /** Compiles a map, or the path to one; empty when it was reported. */
    static Optional<Translation> compile(Tree tree, Scope scope, Problems problems) {
        return switch (tree) {
            case Tree.Entries entries -> Optional.of(new Written(ValueMap.compile(entries)));
            case Tree.Leaf(var at, var value) ->
                new References(scope, problems)
                        .source(new PathText(at, Scalars.text(value)))
                        .map(Kept::new);
            case Tree.Items(var at, var _) -> {
                problems.add(
                        "PB205",
                        at,
                        "`map` is a map or the path to one",
                        "not a map",
                        "for example { a: 1, \"*\": 0 }");
                yield Optional.empty();
            }
        };
    }
}
