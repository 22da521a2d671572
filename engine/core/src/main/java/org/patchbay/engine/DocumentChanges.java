package org.patchbay.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.patchbay.definition.Secret;

/** Which documents were added, changed and removed, and which values that they refer to. */
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

    /**
     * References of documents to the environment, files and sources of plugins that come to something else now, a line for each. Secrets of
     * the store say themselves when they were set.
     */
    static Stream<String> ofValues(Map<String, Secret> before, Map<String, Secret> after) {
        return new TreeMap<>(after)
                .entrySet().stream()
                        .filter(found -> !found.getKey().startsWith("secret:"))
                        .filter(found -> Optional.ofNullable(before.get(found.getKey()))
                                .filter(known -> !known.isSame(found.getValue().reveal()))
                                .isPresent())
                        .map(found -> "~ ${" + found.getKey() + "}");
    }
}
