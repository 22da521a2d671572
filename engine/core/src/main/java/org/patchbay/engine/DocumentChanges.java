package org.patchbay.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which documents were added, changed and removed, a line for each. */
final class DocumentChanges {
    private DocumentChanges() {}

    static List<String> between(Map<String, String> before, Map<String, String> after) {
        var changes = new ArrayList<String>();
        new TreeMap<>(after).forEach((path, text) -> {
            if (!before.containsKey(path)) {
                changes.add("+ " + path);
            } else if (!text.equals(before.get(path))) {
                changes.add("~ " + path);
            }
        });
        new TreeMap<>(before)
                .keySet().stream().filter(path -> !after.containsKey(path)).forEach(path -> changes.add("- " + path));
        return changes;
    }
}
