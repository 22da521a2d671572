package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

/** A compiled constant whose texts may be templates. */
sealed interface ValueTree {
    /**
     * The value now; a text made with a secret is a secret.
     *
     * @throws org.patchbay.exchange.Refusal when a template has no value
     */
    JsonNode in(Values values);

    /** The same at all times. */
    record Constant(JsonNode value) implements ValueTree {
        @Override
        public JsonNode in(Values values) {
            return value;
        }
    }

    /** A text with values in it. */
    record Written(Text text) implements ValueTree {
        @Override
        public JsonNode in(Values values) {
            var rendered = text.render(values, Encoder.PLAIN);
            return text.isSecret(values) ? SecretNode.of(rendered) : TextNode.valueOf(rendered);
        }
    }

    /** A list. */
    record Items(List<ValueTree> items) implements ValueTree {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode in(Values values) {
            var list = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> list.add(item.in(values)));
            return list;
        }
    }

    /** A map. */
    record Fields(Map<String, ValueTree> fields) implements ValueTree {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public JsonNode in(Values values) {
            var map = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, field) -> map.set(name, field.in(values)));
            return map;
        }
    }

    /** Everything that its templates read. */
    default Stream<Reference> references() {
        return switch (this) {
            case Constant _ -> Stream.empty();
            case Written(var text) -> text.references().stream();
            case Items(var items) -> items.stream().flatMap(ValueTree::references);
            case Fields(var fields) -> fields.values().stream().flatMap(ValueTree::references);
        };
    }

    /** Compiles a tree; what is wrong in its templates is reported. */
    static ValueTree compile(Tree tree, Scope scope, Problems problems) {
        return switch (tree) {
            case Tree.Leaf(var at, var value) -> {
                if (!value.isTextual() || !Scalars.text(value).contains("{{")) {
                    yield new Constant(value);
                }
                var template = new TextTemplate(at, Scalars.text(value), value instanceof SecretNode);
                yield new Written(Text.compile(template, scope, problems));
            }
            case Tree.Items(var _, var items) ->
                new Items(items.stream()
                        .map(item -> compile(item, scope, problems))
                        .toList());
            case Tree.Entries(var _, var entries) -> {
                var fields = new LinkedHashMap<String, ValueTree>();
                entries.forEach((name, entry) -> fields.put(name, compile(entry.value(), scope, problems)));
                yield new Fields(fields);
            }
        };
    }
}
