package org.patchbay.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Reference;
import org.patchbay.expression.Text;
import org.patchbay.format.Format;
import org.patchbay.format.Locality;

/** A part of a compiled {@code body}. What it makes may share maps with the values, so it is never changed. */
sealed interface Node {
    /** The value; a missing node when it is left out. */
    JsonNode in(Values values, Locality locality);

    /** The same in every request. */
    record Constant(JsonNode value) implements Node {
        @Override
        public JsonNode in(Values values, Locality locality) {
            return value;
        }
    }

    /** A template, always a text. */
    record Filled(Text text) implements Node {
        @Override
        public JsonNode in(Values values, Locality locality) {
            return TextNode.valueOf(text.render(values, Encoder.PLAIN));
        }
    }

    /** A template in an answer. */
    record Told(Text text) implements Node {
        @Override
        public JsonNode in(Values values, Locality locality) {
            return TextNode.valueOf(text.tell(values, Encoder.PLAIN));
        }
    }

    /** A map; a field without a value is left out. */
    record Fields(List<Field> fields) implements Node {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public JsonNode in(Values values, Locality locality) {
            var object = JsonNodeFactory.instance.objectNode();
            for (var field : fields) {
                var value = field.node().in(values, locality);
                if (!value.isMissingNode()) {
                    object.set(field.name(), value);
                }
            }
            return object;
        }
    }

    /** A field of a map. */
    record Field(String name, Node node) {}

    /** A list; an element without a value is left out. */
    record Items(List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode in(Values values, Locality locality) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (var item : items) {
                var value = item.in(values, locality);
                if (!value.isMissingNode()) {
                    array.add(value);
                }
            }
            return array;
        }
    }

    /** A value with its type kept: {@code $from}. */
    record From(Reference reference, Optional<Node> fallback, Format format, boolean required) implements Node {
        @Override
        public JsonNode in(Values values, Locality locality) {
            var found = reference.in(values);
            var value =
                    fallback.isPresent() && isNothing(found) ? fallback.get().in(values, locality) : found;
            if (required && Reference.isAbsent(value)) {
                throw new Refusal(Failure.ofInput(
                        FailureCode.MISSING_VALUE, reference.text(), "`" + reference.text() + "` has no value"));
            }
            return Revealed.tree(format.apply(value, locality));
        }

        private static boolean isNothing(JsonNode value) {
            return Reference.isAbsent(value)
                    || value.isTextual() && value.textValue().isEmpty()
                    || value.isContainerNode() && value.isEmpty();
        }
    }

    /** One value for each element of a list: {@code $each}. */
    record Each(Reference reference, Node as, int max) implements Node {
        @Override
        public JsonNode in(Values values, Locality locality) {
            var list = reference.in(values);
            if (Reference.isAbsent(list)) {
                return MissingNode.getInstance();
            }
            if (!list.isArray() || list.size() > max) {
                throw new Refusal(Failure.ofInput(
                        FailureCode.BAD_INPUT,
                        reference.text(),
                        "`" + reference.text() + "` "
                                + (list.isArray() ? "has more than " + max + " elements" : "is not a list")));
            }
            var array = JsonNodeFactory.instance.arrayNode(list.size());
            for (var element : list) {
                var value = as.in(values.with(Root.ITEM, element), locality);
                if (!value.isMissingNode()) {
                    array.add(value);
                }
            }
            return array;
        }
    }

    /** A value that is there only under a condition: {@code $when}. */
    record When(Guard guard, Node then) implements Node {
        @Override
        public JsonNode in(Values values, Locality locality) {
            return guard.holds(values) ? then.in(values, locality) : MissingNode.getInstance();
        }
    }
}
