package org.patchbay.render;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Place;
import org.patchbay.definition.Tree;

/** Which places the constants of an endpoint go to, as far as they are written by place. */
record HardParams(Map<String, Tree.Entry> places) {
    private static final Set<String> WORDS = Set.of("header", "body", "query", "path", "cookie");

    static HardParams of(Optional<Tree> written) {
        return new HardParams(
                written.isPresent()
                                && written.get() instanceof Tree.Entries(var _, var entries)
                                && WORDS.containsAll(entries.keySet())
                        ? entries
                        : Map.of());
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
        return places.containsKey(word) && places.get(word).value() instanceof Tree.Entries(var _, var entries)
                ? entries
                : Map.of();
    }
}
