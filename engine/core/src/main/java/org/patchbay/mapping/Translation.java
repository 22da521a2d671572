package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;

/** The {@code map} of a result: a value read as text is looked up, {@code "*"} stands for any other, no match is missing. */
sealed interface Translation {
    /** The translation of a value. */
    JsonNode of(JsonNode value, Values values);

    /** A map that is written down. */
    record Written(Map<String, JsonNode> words) implements Translation {
        public Written {
            words = Map.copyOf(words);
        }

        @Override
        public JsonNode of(JsonNode value, Values values) {
            var found = words.get(Scalars.text(value));
            return found != null ? found : words.getOrDefault("*", MissingNode.getInstance());
        }
    }

    /** A map that is kept elsewhere, for example in a field of the tenant. */
    record Kept(Reference map) implements Translation {
        @Override
        public JsonNode of(JsonNode value, Values values) {
            var words = map.in(values);
            var found = words.path(Scalars.text(value));
            return found.isMissingNode() ? words.path("*") : found;
        }
    }

    /** Compiles a map, or the path to one; empty when it was reported. */
    static Optional<Translation> compile(Tree tree, Scope scope, Problems problems) {
        return switch (tree) {
            case Tree.Entries(var _, var entries) -> {
                var words = new LinkedHashMap<String, JsonNode>();
                entries.forEach((word, entry) -> words.put(word, entry.value().toJson()));
                yield Optional.of(new Written(words));
            }
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
