package org.patchbay.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.Answering;
import org.patchbay.definition.At;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.expression.Path;

/**
 * The names that paths into the result of an endpoint may begin with.
 *
 * @param fields for each name the names below it; none when they are not known
 */
record ResultNames(Map<String, Set<String>> fields) {
    static final String MATCHED = "matched";
    static final String CANDIDATES = "candidates";

    ResultNames {
        fields = Map.copyOf(fields);
    }

    static ResultNames of(Answering reply) {
        var fields = new LinkedHashMap<String, Set<String>>();
        reply.result()
                .forEach((name, entry) ->
                        fields.put(name, Set.copyOf(entry.each().keySet())));
        reply.match().ifPresent(match -> {
            var below = fields.getOrDefault(match.of().text(), Set.of());
            fields.put(MATCHED, below);
            fields.put(CANDIDATES, below);
        });
        return new ResultNames(fields);
    }

    boolean has(Path path) {
        return fields.containsKey(first(path));
    }

    /** Reports a name that no result has. */
    void check(Name name, Problems problems) {
        if (!fields.containsKey(name.text())) {
            report(name.at(), name.text(), fields.keySet(), problems);
        }
    }

    /** Reports a path that begins with a name that no result has, or goes on with a name that its elements do not have. */
    void check(At at, Path path, Problems problems) {
        var keys = new ArrayList<String>();
        for (var step : path.steps()) {
            if (step instanceof Path.Step.Key(var name)) {
                keys.add(name);
            }
        }
        var first = first(path);
        var below = fields.get(first);
        if (below == null) {
            report(at, first, fields.keySet(), problems);
        } else if (keys.size() > 1 && !below.isEmpty() && !below.contains(keys.get(1))) {
            report(at, keys.get(1), below, problems);
        }
    }

    /** Reports a path into the elements of a list result that begins with a name that they do not have. */
    void checkField(At at, String list, Path path, Problems problems) {
        var below = fields.getOrDefault(list, Set.of());
        var first = first(path);
        if (!below.isEmpty() && !below.contains(first)) {
            report(at, first, below, problems);
        }
    }

    private static void report(At at, String name, Set<String> known, Problems problems) {
        problems.add("PB304", at, "no result called `" + name + "`", "not found", Nearest.help(name, known));
    }

    /** The name that a path begins with. */
    static String first(Path path) {
        if (path.steps().isEmpty()) {
            return ".";
        }
        return switch (path.steps().getFirst()) {
            case Path.Step.Key(var name) -> name;
            case Path.Step.Index(var name, var _) -> name;
            case Path.Step.Every _ -> "*";
        };
    }
}
