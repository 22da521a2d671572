package org.patchbay.workbench.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.patchbay.definition.Integrator;

/** A template that is being written by an importer, with notes for the person who asked for it. Not thread-safe. */
final class Draft {
    private static final Pattern SECRET = Pattern.compile("(?i).*(token|secret|passw|api_?key|credential).*");
    private static final int LONGEST_NAME = 64;

    final ObjectNode template = JsonNodeFactory.instance.objectNode();
    final ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    final ArrayNode endpoints = JsonNodeFactory.instance.arrayNode();
    final ArrayNode tests = JsonNodeFactory.instance.arrayNode();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    Draft(String name, String type) {
        template.put("kind", "Template");
        template.put("name", name(name, "imported"));
        template.put("type", type);
    }

    void note(String text) {
        notes.add(text);
    }

    /** A name as the format allows them. */
    static String name(String text, String otherwise) {
        var bare = text.replaceAll("[^A-Za-z0-9_-]+", "-")
                .replaceAll("^[^A-Za-z]+", "")
                .replaceAll("-+$", "");
        return bare.isEmpty() ? otherwise : bare.substring(0, Math.min(LONGEST_NAME, bare.length()));
    }

    /** A name for a field; those that every integrator has are taken. */
    static String fieldName(String text) {
        var name = name(text, "field");
        return Integrator.OWN_WORDS.contains(name) ? "auth-" + name : name;
    }

    /** A name that no endpoint has yet. */
    String unique(String wanted) {
        var name = wanted;
        for (var number = 2; !names.add(name); number++) {
            name = wanted.substring(0, Math.min(LONGEST_NAME - 3, wanted.length())) + number;
        }
        return name;
    }

    /** The name of the endpoint behind an address: its last part. */
    String endpointName(String url, String otherwise) {
        return unique(
                name(url.replaceFirst("[?#].*", "").replaceFirst("/+$", "").replaceFirst(".*/", ""), otherwise));
    }

    /** Whether a field of that name is likely to be a secret. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    /** Puts the address that most endpoints share into baseUrl, and what differs beside it. */
    String url(String address) {
        var origin = origin(address);
        if (origin.isEmpty()) {
            note("`" + address + "` is no https address; it was taken as it is");
            return address;
        }
        if (!template.has("baseUrl")) {
            template.put("baseUrl", origin.get());
        }
        var base = template.path("baseUrl").asText();
        var path = address.substring(origin.get().length());
        return base.equals(origin.get()) ? (path.isEmpty() ? "/" : path) : address;
    }

    static Optional<String> origin(String address) {
        try {
            var uri = URI.create(address);
            return "https".equals(uri.getScheme()) && uri.getHost() != null
                    ? Optional.of("https://" + uri.getAuthority())
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static ObjectNode object(Object... pairs) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i + 1 < pairs.length; i += 2) {
            object.set((String) pairs[i], node(pairs[i + 1]));
        }
        return object;
    }

    static ArrayNode list(Object... items) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var item : items) {
            list.add(node(item));
        }
        return list;
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case JsonNode json -> json;
            case Boolean flag -> JsonNodeFactory.instance.booleanNode(flag);
            case Integer number -> JsonNodeFactory.instance.numberNode(number);
            default -> TextNode.valueOf(value.toString());
        };
    }

    Imported imported() {
        if (!parameters.isEmpty()) {
            template.set("parameters", parameters);
        }
        template.set("endpoints", endpoints);
        template.set("tests", tests);
        return new Imported(YamlText.of(template), notes);
    }
}
