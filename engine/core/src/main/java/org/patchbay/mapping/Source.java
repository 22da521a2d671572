package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Refusal;
import org.patchbay.expression.Reference;

/** Where the value of a result comes from. */
sealed interface Source {
    /** The value; a missing node when there is none. */
    JsonNode find(JsonNode root, Reading reading);

    /** A path in the body, or in the element of a list. */
    record At(String text, ReplyPath path) implements Source {
        @Override
        public JsonNode find(JsonNode root, Reading reading) {
            return path.find(root);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Those values of several paths that are there. */
    record Present(List<ReplyPath> paths) implements Source {
        public Present {
            paths = List.copyOf(paths);
        }

        @Override
        public JsonNode find(JsonNode root, Reading reading) {
            if (root.isMissingNode()) {
                return root;
            }
            var list = JsonNodeFactory.instance.arrayNode();
            for (var path : paths) {
                var value = path.find(root);
                if (!Reference.isAbsent(value)) {
                    list.add(value);
                }
            }
            return list;
        }

        @Override
        public String toString() {
            return "list of paths";
        }
    }

    /** A header of the reply. */
    record Header(String name) implements Source {
        @Override
        public JsonNode find(JsonNode root, Reading reading) {
            return text(Headers.joined(reading.reply(), name));
        }

        @Override
        public String toString() {
            return "header " + name;
        }
    }

    /** A cookie that the reply sets. */
    record Cookie(String name) implements Source {
        @Override
        public JsonNode find(JsonNode root, Reading reading) {
            return text(Headers.cookie(reading.reply(), name));
        }

        @Override
        public String toString() {
            return "cookie " + name;
        }
    }

    /** A constant, or a text with values in it; without one of these values it is missing. */
    record Made(ValueTree tree) implements Source {
        @Override
        public JsonNode find(JsonNode root, Reading reading) {
            try {
                return tree.in(reading.values());
            } catch (Refusal refusal) {
                return MissingNode.getInstance();
            }
        }

        @Override
        public String toString() {
            return "value";
        }
    }

    /** True when the body has to be read for it. */
    default boolean readsBody() {
        return switch (this) {
            case At _, Present _ -> true;
            case Header _, Cookie _, Made _ -> false;
        };
    }

    private static JsonNode text(Optional<String> found) {
        return found.<JsonNode>map(TextNode::valueOf).orElseGet(MissingNode::getInstance);
    }
}
