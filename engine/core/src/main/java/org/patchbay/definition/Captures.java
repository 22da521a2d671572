package org.patchbay.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is kept of a result: name to path. Written as a map, or as a list of names that are paths themselves. */
public record Captures(Map<String, PathText> paths) {
    /** Nothing is kept. */
    public static final Captures NONE = new Captures(Map.of());

    public Captures {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }
}
