package org.patchbay.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Path;

/** An order in which each parameter is evaluated after the ones it reads, and otherwise as written. */
final class Order {
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Row> rows;
    private final Problems problems;
    private final Set<Integer> done = new LinkedHashSet<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    private Order(List<Row> rows, Problems problems) {
        this.rows = rows;
        this.problems = problems;
        for (var index = 0; index < rows.size(); index++) {
            indexes.put(rows.get(index).name(), index);
        }
    }

    static int[] of(List<Row> rows, Problems problems) {
        var order = new Order(rows, problems);
        for (var index = 0; index < rows.size(); index++) {
            order.visit(index);
        }
        return order.done.stream().mapToInt(Integer::intValue).toArray();
    }

    private void visit(int index) {
        if (done.contains(index)) {
            return;
        }
        if (open.contains(index)) {
            cycle(index);
            return;
        }
        open.addLast(index);
        for (var name : read(rows.get(index))) {
            var needed = indexes.get(name);
            if (needed != null) {
                visit(needed);
            }
        }
        open.removeLast();
        done.add(index);
    }

    private static Set<String> read(Row row) {
        var names = new HashSet<String>();
        for (var reference : row.reads()) {
            var steps = reference.path().steps();
            if (reference.root() == Root.PARAM
                    && !steps.isEmpty()
                    && steps.getFirst() instanceof Path.Step.Key(var name)) {
                names.add(name);
            }
        }
        return names;
    }

    private void cycle(int index) {
        var names = new ArrayList<String>();
        open.stream()
                .dropWhile(other -> other != index)
                .forEach(other -> names.add("`" + rows.get(other).name() + "`"));
        names.add("`" + rows.get(index).name() + "`");
        problems.add(
                "PB404",
                rows.get(index).at(),
                "parameters need each other: " + String.join(" needs ", names),
                "cycle",
                "take one of them from where the other has it");
    }
}
