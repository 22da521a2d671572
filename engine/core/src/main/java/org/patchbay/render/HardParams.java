package org.patchbay.render;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Place;
import org.patchbay.definition.Tree;

/** Which places the constants of an endpoint go to, as far as they are written by place. */
record HardParams(Map<String, Tree.Entry> places) {
    private static final Set<String> WORDS = Set.of("header", "body", "query", "path", "cookie");

    static HardParams of(Optional<Tree> written) {
        var places = new HashMap<String, Tree.Entry>();
        if (written.isPresent() && written.get() instanceof Tree.Entries(var _, var entries)) {
            entries.forEach((key, entry) -> {
                if (WORDS.contains(key) && entry.value() instanceof Tree.Entries) {
                    places.put(key, entry);
                }
            });
        }
        return new HardParams(places);
    }

    /** Keys and values at a place. */
    Map<String, Tree.Entry> at(Place place) {
        var word = switch (place) {
            case HEADER -> "header";
            case BODY -> "body";
            case QUERY -> "query";
            case PATH -> "path";
            case COOKIE -> "cookie";
        };
        var entry = places.get(word);
        return entry != null && entry.value() instanceof Tree.Entries(var _, var entries) ? entries : Map.of();
    }
}
