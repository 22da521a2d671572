package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.patchbay.definition.Place;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Scalars;
import org.patchbay.wire.DottedKey;
import org.patchbay.wire.Wire;

/** Names and values at the top of a body. */
final class Tops {
    private Tops() {}

    /** Fields of a form, or what stands at the top of JSON or XML, without what a signature carries further down. */
    static List<Pair> of(Body body, Set<Canonical.Left> left) {
        return switch (body) {
            case Body.None _ -> List.of();
            case Body.Form(var fields) -> fields;
            case Body.Multipart(var fields, var _) -> fields;
            case Body.Json(var tree) -> children(without(tree, left));
            case Body.Xml(var tree) ->
                tree.isEmpty() ? List.of() : children(tree.iterator().next());
            case Body.Text _ -> throw Sheet.refusal("a body that is a text has no parameters to sign");
        };
    }

    private static JsonNode without(JsonNode tree, Set<Canonical.Left> left) {
        var nested = left.stream()
                .filter(one -> one.place() == Place.BODY)
                .map(one -> DottedKey.parse(one.key()))
                .filter(DottedKey::nests)
                .toList();
        if (nested.isEmpty()) {
            return tree;
        }
        var copy = tree.deepCopy();
        nested.forEach(key -> remove(copy, key.names()));
        return copy;
    }

    private static void remove(JsonNode tree, List<String> names) {
        var map = tree;
        for (var name : names.subList(0, names.size() - 1)) {
            map = map.path(name);
        }
        if (map instanceof ObjectNode found) {
            found.remove(names.getLast());
        }
    }

    private static List<Pair> children(JsonNode tree) {
        var pairs = new ArrayList<Pair>();
        for (var field : tree.properties()) {
            if (!field.getKey().startsWith("@") && !field.getKey().equals("#text")) {
                pairs.add(new Pair(field.getKey(), text(field.getValue())));
            }
        }
        return pairs;
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? Wire.json(value) : Scalars.text(value);
    }
}
