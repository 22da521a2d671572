package org.patchbay.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Text;
import org.patchbay.format.Locality;
import org.patchbay.wire.DottedKey;

/** How the body of an endpoint is made. */
sealed interface BodyPlan {
    /** Source of the arguments that are constants: laid over everything. */
    String CONSTANT = "hardParams";

    /** The body, from the arguments whose place it is. */
    Body make(List<Argument> arguments, Values values, Locality locality);

    /** Content-Type where it is not that of the kind of body. */
    default Optional<String> contentType() {
        return Optional.empty();
    }

    /** Nothing is sent. */
    record Nothing() implements BodyPlan {
        @Override
        public Body make(List<Argument> arguments, Values values, Locality locality) {
            return new Body.None();
        }
    }

    /** A finished text. */
    record Written(Text text, Encoder encoder, Optional<String> contentType) implements BodyPlan {
        @Override
        public Body make(List<Argument> arguments, Values values, Locality locality) {
            return new Body.Text(text.render(values, encoder));
        }
    }

    /** A finished text of an answer. */
    record Told(Text text, Encoder encoder, Optional<String> contentType) implements BodyPlan {
        @Override
        public Body make(List<Argument> arguments, Values values, Locality locality) {
            return new Body.Text(text.tell(values, encoder));
        }
    }

    /** Names and values. */
    record Pairs(Optional<Node> tree, Form form, Presence presence) implements BodyPlan {
        @Override
        public Body make(List<Argument> arguments, Values values, Locality locality) {
            if (presence == Presence.BY_ARGUMENTS && arguments.isEmpty()) {
                return new Body.None();
            }
            var fields = new ArrayList<Pair>();
            tree.ifPresent(node -> flat(node.in(values, locality), fields));
            for (var argument : arguments) {
                fields.removeIf(field -> tree.isPresent() && field.name().equals(argument.key()));
                Named.listed(argument, fields);
            }
            return switch (form) {
                case URL_ENCODED -> new Body.Form(fields);
                case MULTIPART ->
                    new Body.Multipart(fields, "patchbay-" + values.moment().nonce());
            };
        }

        private static void flat(JsonNode tree, List<Pair> fields) {
            for (var field : tree.properties()) {
                var value = field.getValue();
                if (value.isArray()) {
                    value.forEach(each -> fields.add(new Pair(field.getKey(), Scalars.text(each, field.getKey()))));
                } else {
                    fields.add(new Pair(field.getKey(), Scalars.text(value, field.getKey())));
                }
            }
        }
    }

    /** A tree, with the arguments laid over it. */
    record Laid(Optional<Node> tree, Document document, Presence presence, Map<String, DottedKey> keys)
            implements BodyPlan {
        public Laid {
            keys = Map.copyOf(keys);
        }

        @Override
        public Body make(List<Argument> arguments, Values values, Locality locality) {
            if (presence == Presence.BY_ARGUMENTS && arguments.isEmpty()) {
                return new Body.None();
            }
            var base = tree.map(node -> node.in(values, locality)).orElse(MissingNode.getInstance());
            if (arguments.isEmpty() && !base.isMissingNode()) {
                return body(base);
            }
            var object = JsonNodeFactory.instance.objectNode();
            if (base instanceof ObjectNode map) {
                object.setAll(map);
            } else if (!base.isMissingNode()) {
                throw new Refusal(
                        Failure.of(FailureCode.BAD_INPUT, "the body is no map, so parameters cannot be laid over it"));
            }
            lay(arguments, object);
            return body(object);
        }

        /** Whole keys first, so that a dotted key reaches into what stands there; constants last. */
        private void lay(List<Argument> arguments, ObjectNode object) {
            for (var argument : arguments) {
                if (!isConstant(argument) && !key(argument).nests()) {
                    key(argument).put(object, Revealed.tree(argument.value()));
                }
            }
            for (var argument : arguments) {
                if (!isConstant(argument) && key(argument).nests()) {
                    key(argument).put(object, Revealed.tree(argument.value()));
                }
            }
            for (var argument : arguments) {
                if (isConstant(argument)) {
                    key(argument).lay(object, Revealed.tree(argument.value()));
                }
            }
        }

        private static boolean isConstant(Argument argument) {
            return argument.source().equals(CONSTANT);
        }

        private DottedKey key(Argument argument) {
            var key = keys.get(argument.key());
            return key == null ? DottedKey.parse(argument.key()) : key;
        }

        private Body body(JsonNode tree) {
            return switch (document) {
                case JSON -> new Body.Json(tree);
                case XML -> new Body.Xml(tree);
            };
        }
    }

    /** How names and values are written. */
    enum Form {
        URL_ENCODED,
        MULTIPART
    }

    /** How a tree is written. */
    enum Document {
        JSON,
        XML
    }

    /** Whether there always is a body, or only with constants that came to it by the method. */
    enum Presence {
        ALWAYS,
        BY_ARGUMENTS
    }
}
