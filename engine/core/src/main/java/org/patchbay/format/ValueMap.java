package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;

/** A translation of values; the key {@code *} is any other. Keys are compared as they read: {@code 1} is the number and the text. */
public final class ValueMap {
    /** The key that stands for every value without a key of its own. */
    public static final String ANY_OTHER = "*";

    private final Map<String, JsonNode> table;

    private ValueMap(Map<String, JsonNode> table) {
        this.table = Map.copyOf(table);
    }

    /** Compiles a map as written; a tree that is no map translates nothing. */
    public static ValueMap compile(Tree tree) {
        return of(tree.toJson());
    }

    /** A translation that comes as a value, such as the table that a tenant keeps. */
    public static ValueMap of(JsonNode object) {
        var table = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(field -> table.put(field.getKey(), field.getValue()));
        return new ValueMap(table);
    }

    /** True when every value has a translation. */
    public boolean isTotal() {
        return table.containsKey(ANY_OTHER);
    }

    /** The translation; missing when there is none. Each element of a list is translated by itself, one without a translation goes. */
    public JsonNode apply(JsonNode value) {
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode(value.size());
            value.valueStream()
                    .map(this::apply)
                    .filter(found -> !found.isMissingNode())
                    .forEach(array::add);
            return array;
        }
        if (value.isMissingNode() || value.isNull()) {
            return MissingNode.getInstance();
        }
        return exact(value).or(() -> found(ANY_OTHER, value)).orElseGet(MissingNode::getInstance);
    }

    /** The translation by the value's own key; a secret has a secret one. */
    public Optional<JsonNode> exact(JsonNode value) {
        if (value.isContainerNode()) {
            return Optional.empty();
        }
        return found(Scalars.text(value), value).or(() -> found(plain(SecretNode.reveal(value)), value));
    }

    private Optional<JsonNode> found(String key, JsonNode value) {
        return Optional.ofNullable(table.get(key))
                .map(node -> value instanceof SecretNode ? SecretNode.hide(node) : node);
    }

    /** {@code 1.0} and {@code 1} are the same number. */
    private static String plain(JsonNode value) {
        return value.isNumber()
                ? Scalars.text(DecimalNode.valueOf(value.decimalValue().stripTrailingZeros()))
                : Scalars.text(value);
    }
}
