package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Reference;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;

/** A tree whose text leaves are templates. A leaf that is text stays text, whatever is inserted. */
sealed interface Leaves {
    /** Always the same. */
    record Same(JsonNode value) implements Leaves {}

    /** A text with templates. */
    record Template(Text text) implements Leaves {}

    /** A list. */
    record Items(List<Leaves> items) implements Leaves {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map in the order of the document. */
    record Entries(Map<String, Leaves> entries) implements Leaves {}

    /** Compiles a tree. */
    static Leaves compile(Tree tree, Scope scope, Problems problems) {
        return switch (tree) {
            case Tree.Leaf leaf -> leaf(leaf, scope, problems);
            case Tree.Items(var _, var items) ->
                new Items(items.stream()
                        .map(item -> compile(item, scope, problems))
                        .toList());
            case Tree.Entries(var _, var entries) -> {
                var compiled = new LinkedHashMap<String, Leaves>();
                entries.forEach((key, entry) -> compiled.put(key, compile(entry.value(), scope, problems)));
                yield new Entries(compiled);
            }
        };
    }

    private static Leaves leaf(Tree.Leaf leaf, Scope scope, Problems problems) {
        var value = leaf.value();
        var text = Scalars.text(value);
        if (!value.isTextual() || !text.contains("{{")) {
            return new Same(value);
        }
        var template = new TextTemplate(leaf.at(), text, value instanceof SecretNode);
        return new Template(Text.compile(template, scope, problems));
    }

    /** The tree with its values; a text with a secret in it is a secret. */
    default JsonNode in(Values values) {
        return switch (this) {
            case Same(var value) -> value;
            case Template(var text) -> render(text, values);
            case Items(var items) -> {
                var array = JsonNodeFactory.instance.arrayNode(items.size());
                items.forEach(item -> array.add(item.in(values)));
                yield array;
            }
            case Entries(var entries) -> {
                var object = JsonNodeFactory.instance.objectNode();
                entries.forEach((key, entry) -> object.set(key, entry.in(values)));
                yield object;
            }
        };
    }

    private static JsonNode render(Text text, Values values) {
        var rendered = text.render(values, Encoder.PLAIN);
        return text.isSecret(values) ? SecretNode.of(rendered) : TextNode.valueOf(rendered);
    }

    /** Everything that is read. */
    default List<Reference> reads() {
        return switch (this) {
            case Same _ -> List.of();
            case Template(var text) -> text.references();
            case Items(var items) ->
                items.stream().flatMap(item -> item.reads().stream()).toList();
            case Entries(var entries) ->
                entries.values().stream()
                        .flatMap(entry -> entry.reads().stream())
                        .toList();
        };
    }
}
