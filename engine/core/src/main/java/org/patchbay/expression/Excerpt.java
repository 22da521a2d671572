package org.patchbay.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Scalars;

/** The part of a text that a pattern finds: its first group, or all that it finds where it has no groups. Thread-safe. */
public record Excerpt(Pattern pattern) {
    /** Compiles a pattern; one that is none is reported at its place. */
    public static Optional<Excerpt> compile(At at, String text, Problems problems) {
        try {
            return Optional.of(new Excerpt(Patterns.compile(text)));
        } catch (PatternSyntaxException e) {
            problems.add(
                    "PB605",
                    at,
                    "`" + text + "` is not an RE2 pattern: " + e.getDescription(),
                    "pattern",
                    "RE2 has no look-around and no back references");
            return Optional.empty();
        }
    }

    /** The part of a value, in a list of every element; missing where nothing is found, and of a secret a secret. */
    public JsonNode of(JsonNode value) {
        if (!(value instanceof ArrayNode elements)) {
            return part(value);
        }
        var list = JsonNodeFactory.instance.arrayNode();
        elements.valueStream()
                .map(this::part)
                .filter(part -> !part.isMissingNode())
                .forEach(list::add);
        return list;
    }

    private JsonNode part(JsonNode value) {
        var matcher = pattern.matcher(Scalars.text(value));
        if (value.isContainerNode() || !matcher.find()) {
            return MissingNode.getInstance();
        }
        var group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        if (group == null) {
            return MissingNode.getInstance();
        }
        return value instanceof SecretNode ? SecretNode.of(group) : TextNode.valueOf(group);
    }
}
