package org.patchbay.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.patchbay.definition.Problems;

/** Puts the steps of a trigger into an order in which each comes after those it waits for, else in that of the file. */
final class Order {
    private Order() {}

    static List<Bound> of(List<Bound> steps, Problems problems) {
        var left = new LinkedHashMap<String, Bound>();
        steps.forEach(step -> left.put(step.name(), step));
        var ordered = new ArrayList<Bound>();
        while (!left.isEmpty()) {
            var next = left.values().stream()
                    .filter(step -> step.waitsFor().stream().noneMatch(left::containsKey))
                    .findFirst();
            if (next.isEmpty()) {
                report(left, problems);
                return ordered;
            }
            left.remove(next.get().name());
            ordered.add(next.get());
        }
        return ordered;
    }

    private static void report(SequencedMap<String, Bound> left, Problems problems) {
        var first = left.firstEntry().getValue();
        var names = left.keySet().stream().collect(Collectors.joining("`, `", "`", "`"));
        problems.add(
                "PB404",
                first.plan().endpoint().name().at(),
                "these endpoints wait for each other: " + names,
                "cycle",
                "look at after, afterFailure and result.… of these endpoints");
    }
}
