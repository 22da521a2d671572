package org.patchbay.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Any value of a document with the place of each of its parts; what templates in its leaves mean is decided by its reader. */
public sealed interface Tree {
    /** Place of this value. */
    At at();

    /** A scalar: text, number with all its digits, boolean, null or a secret. */
    record Leaf(At at, JsonNode value) implements Tree {}

    /** A list. */
    record Items(At at, List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map in the order of the document. */
    record Entries(At at, Map<String, Entry> entries) implements Tree {
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** A value of a map with the place of its key. */
    record Entry(At key, Tree value) {}

    /** A JSON value that no document holds. */
    static Tree of(JsonNode json) {
        if (json.isObject()) {
            var entries = new LinkedHashMap<String, Entry>();
            json.properties()
                    .forEach(field -> entries.put(field.getKey(), new Entry(At.NOWHERE, of(field.getValue()))));
            return new Entries(At.NOWHERE, entries);
        }
        if (json.isArray()) {
            return new Items(At.NOWHERE, json.valueStream().map(Tree::of).toList());
        }
        return new Leaf(At.NOWHERE, json);
    }

    /** A text leaf that no document holds. */
    static Tree text(String text) {
        return new Leaf(At.NOWHERE, TextNode.valueOf(text));
    }

    /** The same value without places. */
    default JsonNode toJson() {
        return switch (this) {
            case Leaf leaf -> leaf.value();
            case Items list -> {
                var array = JsonNodeFactory.instance.arrayNode();
                list.items().forEach(item -> array.add(item.toJson()));
                yield array;
            }
            case Entries map -> {
                var object = JsonNodeFactory.instance.objectNode();
                map.entries()
                        .forEach((key, entry) -> object.set(key, entry.value().toJson()));
                yield object;
            }
        };
    }

    /** True for an explicit {@code null}. */
    default boolean isNull() {
        return this instanceof Leaf leaf && leaf.value() instanceof NullNode;
    }
}
