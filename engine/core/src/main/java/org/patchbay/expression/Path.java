package org.patchbay.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.patchbay.exchange.Element;

/**
 * A compiled dotted path: names joined by dots, numbers index lists ({@code -1} is the last), {@code *} is every element,
 * {@code \.} a literal dot and a lone {@code .} the whole (format reference, paths).
 */
public record Path(String text, List<Step> steps) {
    private static final Pattern INDEX = Pattern.compile("-?\\d{1,9}");

    public Path {
        steps = List.copyOf(steps);
    }

    /** One step of a path. */
    public sealed interface Step {
        /** A key of a map. */
        record Key(String name) implements Step {}

        /** An element of a list, or a key of a map that is a number. */
        record Index(String name, int index) implements Step {}

        /** Every element of a list, or every value of a map. */
        record Every() implements Step {}
    }

    /**
     * Compiles a path.
     *
     * @throws IllegalArgumentException when it has an empty step; the message says so in words for an admin
     */
    public static Path parse(String text) {
        if (text.equals(".")) {
            return new Path(text, List.of());
        }
        var steps = new ArrayList<Step>();
        for (var word : words(text)) {
            if (word.isEmpty()) {
                throw new IllegalArgumentException("the path `" + text + "` has an empty step");
            }
            steps.add(step(word));
        }
        return new Path(text, steps);
    }

    private static Step step(String word) {
        if (word.equals("*")) {
            return new Step.Every();
        }
        return INDEX.matcher(word).matches() ? new Step.Index(word, Integer.parseInt(word)) : new Step.Key(word);
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
                word.append('.');
                i++;
            } else if (c == '.') {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }

    /** The path without its first step. */
    public Path rest() {
        return new Path(text, steps.subList(1, steps.size()));
    }

    /** The path with its names in lower case, for values whose names have no case. */
    public Path lowerCase() {
        var lower = steps.stream()
                .map(step -> step instanceof Step.Key(var name) ? new Step.Key(name.toLowerCase(Locale.ROOT)) : step)
                .toList();
        return new Path(text, lower);
    }

    /**
     * The value at this path; a missing node when there is none. An element of XML alone is a list of one where a list is asked for:
     * only repeated ones are lists. Lists found through {@code *} leave out what is missing.
     */
    public JsonNode find(JsonNode root) {
        return find(root, 0);
    }

    /** True when the value has what the first step names; every value has what a path without steps names. */
    boolean startsIn(JsonNode root) {
        return steps.isEmpty()
                || switch (steps.getFirst()) {
                    case Step.Key(var name) -> root.has(name);
                    case Step.Index(var name, var index) ->
                        !at(root, name, index).isMissingNode();
                    case Step.Every _ -> root.isContainerNode();
                };
    }

    private JsonNode find(JsonNode from, int first) {
        var node = from;
        for (var i = first; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Step.Key(var name) -> node = node.path(name);
                case Step.Index(var name, var index) -> node = at(node, name, index);
                case Step.Every _ -> {
                    return every(node, i + 1);
                }
            }
        }
        return node;
    }

    private static JsonNode at(JsonNode node, String name, int index) {
        if (node instanceof Element && (index == 0 || index == -1)) {
            return node;
        }
        return node.isArray() ? node.path(index < 0 ? node.size() + index : index) : node.path(name);
    }

    private JsonNode every(JsonNode node, int next) {
        if (!node.isContainerNode()) {
            return MissingNode.getInstance();
        }
        var found = JsonNodeFactory.instance.arrayNode();
        for (var element : node instanceof Element ? List.of(node) : node) {
            var value = find(element, next);
            if (!value.isMissingNode()) {
                found.add(value);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return text;
    }
}
