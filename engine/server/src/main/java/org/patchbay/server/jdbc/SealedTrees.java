package org.patchbay.server.jdbc;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.definition.SecretNode;
import org.patchbay.server.jdbc.Vault.Place;

/** JSON trees sealed as a whole, secret nodes with their values; they are secret nodes again when opened. */
record SealedTrees(Vault vault) {
    /**
     * A tree without secret nodes, and where they were.
     *
     * @param secrets pointers (RFC 6901)
     */
    private record Revealed(JsonNode value, List<String> secrets) {}

    byte[] seal(Place place, JsonNode tree) {
        var secrets = new ArrayList<String>();
        var value = SecretNode.isIn(tree) ? revealed(tree, JsonPointer.empty(), secrets) : tree;
        return vault.seal(place, Texts.bytes(new Revealed(value, secrets)));
    }

    JsonNode open(Place place, byte[] sealed) {
        var text = new String(vault.open(place, sealed), StandardCharsets.UTF_8);
        var revealed = Texts.read(text, Revealed.class);
        var tree = revealed.value();
        for (var pointer : revealed.secrets()) {
            tree = hidden(tree, JsonPointer.compile(pointer));
        }
        return tree;
    }

    private static JsonNode revealed(JsonNode node, JsonPointer here, List<String> secrets) {
        return switch (node) {
            case SecretNode secret -> {
                secrets.add(here.toString());
                yield SecretNode.reveal(secret);
            }
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.forEachEntry(
                        (name, value) -> copy.set(name, revealed(value, here.appendProperty(name), secrets)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode(array.size());
                for (var index = 0; index < array.size(); index++) {
                    copy.add(revealed(array.get(index), here.appendIndex(index), secrets));
                }
                yield copy;
            }
            default -> node;
        };
    }

    private static JsonNode hidden(JsonNode tree, JsonPointer pointer) {
        if (pointer.matches()) {
            return SecretNode.of(tree.asText());
        }
        var secret = SecretNode.of(tree.at(pointer).asText());
        switch (tree.at(pointer.head())) {
            case ObjectNode object -> object.set(pointer.last().getMatchingProperty(), secret);
            case ArrayNode array -> array.set(pointer.last().getMatchingIndex(), secret);
            default -> throw new IllegalStateException("no member in a value");
        }
        return tree;
    }
}
