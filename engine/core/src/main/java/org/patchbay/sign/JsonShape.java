package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.patchbay.definition.SecretNode;
import org.patchbay.expression.Reference;

/** A tree that becomes JSON text inside a signature: constants, templates and {@code {$from: path}}. */
sealed interface JsonShape {
    /** The tree; a missing node when it is left out. */
    JsonNode in(Run run);

    /** What it is made of. */
    Needs needs();

    /** True when a secret is in it. */
    boolean isSecret(Run run);

    /** Written down. */
    record Constant(JsonNode value) implements JsonShape {
        @Override
        public JsonNode in(Run run) {
            return SecretNode.reveal(value);
        }

        @Override
        public Needs needs() {
            return Needs.NOTHING;
        }

        @Override
        public boolean isSecret(Run run) {
            return value instanceof SecretNode;
        }
    }

    /** A template. */
    record Filled(Input input) implements JsonShape {
        @Override
        public JsonNode in(Run run) {
            return TextNode.valueOf(input.text(run));
        }

        @Override
        public Needs needs() {
            return input.needs();
        }

        @Override
        public boolean isSecret(Run run) {
            return input.isSecret(run.values());
        }
    }

    /** A value with its type kept. */
    record From(Reference reference) implements JsonShape {
        @Override
        public JsonNode in(Run run) {
            return SecretNode.reveal(reference.in(run.values()));
        }

        @Override
        public Needs needs() {
            return Needs.of(List.of(reference));
        }

        @Override
        public boolean isSecret(Run run) {
            return reference.in(run.values()) instanceof SecretNode;
        }
    }

    /** A map; a field without a value is left out. */
    record Fields(List<Field> fields) implements JsonShape {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public JsonNode in(Run run) {
            var object = JsonNodeFactory.instance.objectNode();
            for (var field : fields) {
                var value = field.shape().in(run);
                if (!value.isMissingNode()) {
                    object.set(field.name(), value);
                }
            }
            return object;
        }

        @Override
        public Needs needs() {
            return fields.stream().map(field -> field.shape().needs()).reduce(Needs.NOTHING, Needs::and);
        }

        @Override
        public boolean isSecret(Run run) {
            return fields.stream().anyMatch(field -> field.shape().isSecret(run));
        }
    }

    /** A list; an element without a value is left out. */
    record Items(List<JsonShape> items) implements JsonShape {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode in(Run run) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (var item : items) {
                var value = item.in(run);
                if (!value.isMissingNode()) {
                    array.add(value);
                }
            }
            return array;
        }

        @Override
        public Needs needs() {
            return items.stream().map(JsonShape::needs).reduce(Needs.NOTHING, Needs::and);
        }

        @Override
        public boolean isSecret(Run run) {
            return items.stream().anyMatch(item -> item.isSecret(run));
        }
    }

    /** A field of a map. */
    record Field(String name, JsonShape shape) {}
}
