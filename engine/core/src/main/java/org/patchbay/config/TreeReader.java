package org.patchbay.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.patchbay.definition.At;
import org.patchbay.definition.SecretNode;

/** Reads an integrator that is kept as a tree, not as a text; its places are pointers into the tree. */
record TreeReader(String file) {
    /** The part of an integrator of that name. */
    static Part integrator(ObjectNode content) {
        var reader = new TreeReader("store/" + content.path("name").asText());
        return new Part((Node.Entries) reader.read(content, ""), 1);
    }

    private Node read(JsonNode json, String pointer) {
        var at = new At(file, 1, 1, 1, pointer);
        if (json.isObject()) {
            var entries = new LinkedHashMap<String, Node.Entry>();
            json.properties().forEach(field -> {
                var below = Bounds.pointer(pointer, field.getKey());
                entries.put(
                        field.getKey(), new Node.Entry(new At(file, 1, 1, 1, below), read(field.getValue(), below)));
            });
            return new Node.Entries(at, entries);
        }
        if (json.isArray()) {
            var items = new ArrayList<Node>();
            json.forEach(item -> items.add(read(item, Bounds.pointer(pointer, Integer.toString(items.size())))));
            return new Node.Items(at, items);
        }
        return scalar(json, at);
    }

    private static Node.Text scalar(JsonNode json, At at) {
        return switch (json) {
            case SecretNode secret -> new Node.Text(at, secret.secret().reveal(), Node.Form.SECRET);
            case JsonNode text when text.isTextual() -> new Node.Text(at, text.textValue(), Node.Form.QUOTED);
            default -> new Node.Text(at, json.asText(), Node.Form.PLAIN);
        };
    }
}
