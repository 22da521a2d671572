package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
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
            if (root.isMissingNode()) {
                return root;
            }
            try {
                return Optional.ofNullable(path.<JsonNode>read((Object) root, CONFIGURATION))
                        .orElseGet(MissingNode::getInstance);
            } catch (JsonPathException e) {
                // A filter below null is not among the exceptions that the library suppresses.
                return MissingNode.getInstance();
            }
        }

        /** Functions are left out of the format: they answer with something else than parts of the reply. */
        boolean hasFunction() {
            var quoted = false;
            for (var c : path.getPath().toCharArray()) {
                quoted = quoted != (c == '\'');
                if (c == '(' && !quoted) {
                    return true;
                }
            }
            return false;
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
        return parsed(path)
                .filter(query -> !query.hasFunction())
                .<ReplyPath>map(query -> query)
                .or(() -> {
                    problems.add(
                            "PB604",
                            path.at(),
                            "`" + path.text() + "` is not a JSONPath without functions",
                            "not a path",
                            "for example $.items[?(@.main == true)].id");
                    return Optional.empty();
                });
    }

    private static Optional<Query> parsed(PathText path) {
        try {
            // The library takes an open bracket at the end for nothing.
            return path.text().endsWith("[") ? Optional.empty() : Optional.of(new Query(JsonPath.compile(path.text())));
        } catch (JsonPathException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
