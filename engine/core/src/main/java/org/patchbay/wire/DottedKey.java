package org.patchbay.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The key of a value in a JSON or XML body: names joined by dots that nest, {@code \.} is a literal dot. */
public record DottedKey(List<String> names) {
    public DottedKey {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a key has a name");
        }
    }

    /** Reads a key as written. */
    public static DottedKey parse(String text) {
        if (text.indexOf('.') < 0) {
            return new DottedKey(List.of(text));
        }
        var names = new ArrayList<String>();
        var name = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
                name.append('.');
                i++;
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return new DottedKey(names);
    }

    /** True when the key nests. */
    public boolean nests() {
        return names.size() > 1;
    }

    /** Puts a value at this key; maps on the way are copied, not changed, for they may belong to somebody else. */
    public void put(ObjectNode tree, JsonNode value) {
        inner(tree).set(names.getLast(), value);
    }

    /** Lays a value over what stands at this key: a map over a map joins both, anything else is replaced. */
    public void lay(ObjectNode tree, JsonNode value) {
        var map = inner(tree);
        map.set(names.getLast(), joined(map.path(names.getLast()), value));
    }

    private ObjectNode inner(ObjectNode tree) {
        var map = tree;
        for (var name : names.subList(0, names.size() - 1)) {
            var copy = map.objectNode();
            if (map.path(name) instanceof ObjectNode found) {
                copy.setAll(found);
            }
            map.set(name, copy);
            map = copy;
        }
        return map;
    }

    private static JsonNode joined(JsonNode under, JsonNode over) {
        if (!(under instanceof ObjectNode below) || !(over instanceof ObjectNode above)) {
            return over;
        }
        var joined = below.objectNode();
        joined.setAll(below);
        above.properties()
                .forEach(field -> joined.set(field.getKey(), joined(below.path(field.getKey()), field.getValue())));
        return joined;
    }
}
