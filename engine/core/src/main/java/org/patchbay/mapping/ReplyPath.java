package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.math.BigDecimal;
import java.util.Optional;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.expression.Path;

/** A compiled path into a reply: dotted, or JSONPath where it begins with {@code $}. */
sealed interface ReplyPath {
    /** The value at this path; a missing node when there is none. */
    JsonNode find(JsonNode root);

    /** A dotted path. */
    record Dotted(Path path) implements ReplyPath {
        @Override
        public JsonNode find(JsonNode root) {
            return path.find(root);
        }
    }

    /** A JSONPath. One that may find several values gives a list of them. */
    record Query(JsonPath path) implements ReplyPath {
        private static final Configuration CONFIGURATION = Configuration.builder()
                .jsonProvider(new JacksonJsonNodeJsonProvider())
                .mappingProvider(new JacksonMappingProvider())
                .options(Option.SUPPRESS_EXCEPTIONS)
                .build();

        @Override
        public JsonNode find(JsonNode root) {
            return root.isMissingNode()
                    ? root
                    : Optional.ofNullable(path.<Object>read((Object) root, CONFIGURATION))
                            .map(Query::node)
                            .orElseGet(MissingNode::getInstance);
        }

        /** Functions such as {@code length()} answer with plain values. */
        private static JsonNode node(Object found) {
            return switch (found) {
                case JsonNode node -> node;
                case Number number -> JsonNodeFactory.instance.numberNode(new BigDecimal(number.toString()));
                case Boolean truth -> JsonNodeFactory.instance.booleanNode(truth);
                default -> JsonNodeFactory.instance.textNode(found.toString());
            };
        }
    }

    /** Compiles a path; empty when it was reported. */
    static Optional<ReplyPath> compile(PathText path, Problems problems) {
        return path.text().startsWith("$")
                ? query(path, problems)
                : dotted(path, problems).map(Dotted::new);
    }

    /** Compiles a path that cannot be JSONPath. */
    static Optional<Path> dotted(PathText path, Problems problems) {
        try {
            return Optional.of(Path.parse(path.text()));
        } catch (IllegalArgumentException e) {
            problems.add(
                    "PB604",
                    path.at(),
                    String.valueOf(e.getMessage()),
                    "not a path",
                    "names are joined by single dots: items.0.id");
            return Optional.empty();
        }
    }

    private static Optional<ReplyPath> query(PathText path, Problems problems) {
        if (path.text().contains("=~")) {
            problems.add(
                    "PB605",
                    path.at(),
                    "a JSONPath here has no patterns",
                    "pattern",
                    "find the element another way, or use `match` on the value");
            return Optional.empty();
        }
        try {
            return Optional.of(new Query(JsonPath.compile(path.text())));
        } catch (JsonPathException | IllegalArgumentException | IndexOutOfBoundsException e) {
            problems.add(
                    "PB604",
                    path.at(),
                    "`" + path.text() + "` is not a JSONPath",
                    "not a path",
                    "for example $.items[?(@.main == true)].id");
            return Optional.empty();
        }
    }
}
