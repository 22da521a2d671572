package org.patchbay.server.admin;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbay.definition.Problem;

/**
 * Documents as they stand in their source.
 *
 * @param texts by path
 * @param problems what could not be read
 */
public record Documents(Map<String, String> texts, List<Problem> problems) {
    public Documents {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        problems = List.copyOf(problems);
    }

    /** The same with other documents laid over them, and without those that are taken away. */
    Documents with(SentDocuments others) {
        var all = new TreeMap<>(texts);
        all.putAll(others.texts());
        all.keySet().removeAll(others.removed());
        return new Documents(all, problems);
    }
}
