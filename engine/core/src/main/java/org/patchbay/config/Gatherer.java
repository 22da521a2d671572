package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;

/** Gathers the entries of one map while it is read, and refuses keys that were there before. */
final class Gatherer {
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Problems problems;

    Gatherer(Problems problems) {
        this.problems = problems;
    }

    void put(String key, At at, Node value) {
        if (!Bounds.allowsKey(key)) {
            problems.add("PB106", at, "a key of " + key.length() + " characters; 256 are allowed", "");
            return;
        }
        var before = entries.putIfAbsent(key, new Node.Entry(at, value));
        if (before != null) {
            problems.add(
                    "PB102",
                    at,
                    "the key `" + key + "` stands here for the second time",
                    "first in line " + before.key().line(),
                    "keep one of them");
        }
    }

    Node.Entries at(At at) {
        return new Node.Entries(at, entries);
    }
}
