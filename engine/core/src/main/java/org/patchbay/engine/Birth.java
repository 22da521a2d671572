package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;

/** Completes what somebody wants to be connected: a name, and the version of the template. */
final class Birth {
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

    /** The keys of a new integrator without what is made up: secrets hidden, nothing in them that could be read as a reference. */
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
        wish.content().path("fields").properties().forEach(field -> lay(field.getKey(), field.getValue(), fields));
        return born(content);
    }

    /** A null clears the field. */
    private static void lay(String field, JsonNode value, ObjectNode fields) {
        if (value.isNull()) {
            fields.remove(field);
        } else {
            fields.set(field, value);
        }
    }

    private static JsonNode hidden(Optional<Parameter> parameter, JsonNode value) {
        return parameter.filter(Parameter::secret).isPresent() ? SecretNode.hide(value) : value;
    }

    private String name() {
        var longest = LONGEST_NAME - SUFFIX - 1;
        var stem = template.name().text();
        return stem.substring(0, Math.min(longest, stem.length())) + "-" + hex(SUFFIX);
    }

    private String hex(int length) {
        var bytes = new byte[(length + 1) / 2];
        tools.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, length);
    }
}
