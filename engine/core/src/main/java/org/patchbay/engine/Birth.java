package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;
import org.patchbay.definition.Tree;

/** Completes what somebody wants to be connected: a name, the version of the template, fields that are made up. */
final class Birth {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** What it is does not change. */
    private static final Set<String> FIXED = Set.of("template", "name", "callcenterId", "fields");

    private static final int LONGEST_NAME = 64;
    private static final int SUFFIX = 8;

    private final Tools tools;
    private final Template template;

    Birth(Tools tools, Template template) {
        this.tools = tools;
        this.template = template;
    }

    /**
     * An integrator as it is kept, and what its first run is told.
     *
     * @param passing values of fields that are never stored
     */
    record Born(ObjectNode content, Map<String, JsonNode> passing) {}

    /** The keys of a new integrator: secrets hidden, nothing in them that could be read as a reference. */
    Born born(ObjectNode wished) {
        var content = wished.deepCopy();
        if (content.path("name").asText().isEmpty()) {
            content.put("name", name());
        }
        if (template.state() == TemplateState.PUBLISHED) {
            content.put("template", template.name() + "@" + template.version());
        }
        var given =
                content.path("fields") instanceof ObjectNode fields ? fields : JsonNodeFactory.instance.objectNode();
        var passing = new LinkedHashMap<String, JsonNode>();
        var kept = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(field -> {
            var parameter = template.parameter(field.getKey());
            if (parameter.filter(found -> !found.stored()).isPresent()) {
                passing.put(field.getKey(), SecretNode.hide(field.getValue()));
            } else {
                kept.set(field.getKey(), hidden(parameter, field.getValue()));
            }
        });
        template.fields().forEach(field -> generated(field, kept));
        content.set("fields", kept);
        return new Born(content, passing);
    }

    /** The keys of one that is there, with what is wished laid over them. */
    Born again(ObjectNode before, Wish wish) {
        var content = before.deepCopy();
        wish.content().properties().stream()
                .filter(key -> !FIXED.contains(key.getKey()))
                .forEach(key -> content.set(key.getKey(), key.getValue()));
        var fields = content.withObject("/fields");
        if (wish.generated() == Wish.Generated.ANEW) {
            template.fields().stream()
                    .filter(field -> field.generate().isPresent())
                    .forEach(field -> fields.remove(field.name().text()));
        }
        wish.content().path("fields").properties().forEach(field -> fields.set(field.getKey(), field.getValue()));
        return born(content);
    }

    private static JsonNode hidden(Optional<Parameter> parameter, JsonNode value) {
        return parameter.filter(Parameter::secret).isPresent() ? SecretNode.hide(value) : value;
    }

    private void generated(Parameter field, ObjectNode kept) {
        field.generate()
                .filter(_ -> !kept.has(field.name().text()))
                .ifPresent(value ->
                        kept.set(field.name().text(), hidden(Optional.of(field), TextNode.valueOf(generated(value)))));
    }

    private String generated(Tree value) {
        var json = value.toJson();
        if (json.isIntegralNumber()) {
            return letters(json.asInt());
        }
        var length = json.path("length").asInt(32);
        return switch (json.path("nonce").asText().toLowerCase(Locale.ROOT)) {
            case "uuid" -> uuid();
            case "number" -> digits(length);
            default -> hex(length);
        };
    }

    private String name() {
        var longest = LONGEST_NAME - SUFFIX - 1;
        var stem = template.name().text();
        return stem.substring(0, Math.min(longest, stem.length())) + "-" + hex(SUFFIX);
    }

    private String letters(int length) {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            text.append(LETTERS.charAt(tools.random().nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private String digits(int length) {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            text.append((char) ('0' + tools.random().nextInt(10)));
        }
        return text.toString();
    }

    private String hex(int length) {
        var bytes = new byte[(length + 1) / 2];
        tools.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, length);
    }

    /** A random UUID (RFC 9562 §5.4). */
    private String uuid() {
        var high = tools.random().nextLong() & ~0xf000L | 0x4000L;
        var low = tools.random().nextLong() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
