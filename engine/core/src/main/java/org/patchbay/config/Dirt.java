package org.patchbay.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.patchbay.definition.Problem;

/** Where something is wrong: for each part the places of errors and all that is above them. */
final class Dirt {
    private final Map<String, TreeMap<Integer, Part>> parts = new HashMap<>();
    private final Map<Part, Set<String>> pointers = new HashMap<>();

    /** Errors by the parts that they stand in. */
    Dirt(List<Part> parts, List<Problem> problems) {
        parts.forEach(part -> this.parts
                .computeIfAbsent(part.root().at().file(), _ -> new TreeMap<>())
                .put(part.root().at().line(), part));
        problems.stream().filter(Problem::isError).forEach(this::add);
    }

    private void add(Problem problem) {
        var inFile = parts.getOrDefault(problem.at().file(), new TreeMap<>());
        var found = inFile.floorEntry(problem.at().line());
        if (found == null || !found.getValue().holds(problem.at())) {
            return;
        }
        var dirty = pointers.computeIfAbsent(found.getValue(), _ -> new HashSet<>());
        var pointer = problem.at().pointer();
        while (dirty.add(pointer) && !pointer.isEmpty()) {
            pointer = pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
        }
    }

    /** True when there is an error at that pointer of a part or below it. */
    boolean isBelow(Part part, String pointer) {
        return pointers.getOrDefault(part, Set.of()).contains(pointer);
    }

    /** True when there is an error in a part. */
    boolean isIn(Part part) {
        return pointers.containsKey(part);
    }
}
