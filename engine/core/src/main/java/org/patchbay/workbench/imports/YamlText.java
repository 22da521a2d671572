package org.patchbay.workbench.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a tree as people write documents: what fits on a line stands on one. */
public final class YamlText {
    private static final int WIDTH = 120;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*");
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i)yes|no|on|off|y|n|true|false|null");
    private static final Pattern WEB = Pattern.compile("https://[A-Za-z0-9._/-]+");

    private YamlText() {}

    /** The text of a document. */
    public static String of(ObjectNode document) {
        var out = new StringBuilder();
        document.properties().forEach(key -> entry(out, key.getKey(), key.getValue(), ""));
        return out.toString();
    }

    private static void entry(StringBuilder out, String key, JsonNode value, String indent) {
        var flow = indent + key(key) + ": " + flow(value);
        if (!value.isContainerNode() || value.isEmpty() || flow.length() <= WIDTH && !isLong(key)) {
            out.append(flow).append('\n');
            return;
        }
        out.append(indent).append(key(key)).append(":\n");
        block(out, value, indent + "  ");
    }

    /** Lists of things with names are easier to read and to change one below the other. */
    private static boolean isLong(String key) {
        return key.equals("endpoints") || key.equals("tests") || key.equals("parameters") || key.equals("hooks");
    }

    private static void block(StringBuilder out, JsonNode value, String indent) {
        if (value.isObject()) {
            value.properties().forEach(field -> entry(out, field.getKey(), field.getValue(), indent));
            return;
        }
        for (var item : value) {
            var flow = indent + "- " + flow(item);
            if (flow.length() <= WIDTH || !item.isContainerNode() || item.isEmpty()) {
                out.append(flow).append('\n');
            } else {
                var inner = new StringBuilder();
                block(inner, item, indent + "  ");
                out.append(indent).append("- ").append(inner.substring(indent.length() + 2));
            }
        }
    }

    private static String flow(JsonNode value) {
        if (value.isObject()) {
            return value.isEmpty()
                    ? "{}"
                    : value.properties().stream()
                            .map(field -> key(field.getKey()) + ": " + flow(field.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (value.isArray()) {
            return value.valueStream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isTextual() ? text(value.asText()) : value.toString();
    }

    private static String key(String key) {
        return PLAIN.matcher(key).matches() && !AMBIGUOUS.matcher(key).matches()
                        || key.matches("\\$?[A-Za-z.]+|[0-9]{3}")
                ? key
                : quoted(key);
    }

    private static String text(String text) {
        var plain = PLAIN.matcher(text).matches() && !AMBIGUOUS.matcher(text).matches();
        return plain || WEB.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
