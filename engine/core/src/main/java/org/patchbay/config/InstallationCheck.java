package org.patchbay.config;

import java.util.Map;
import java.util.stream.Collectors;
import org.patchbay.definition.Budget;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;

/** Checks the settings of the installation and the budgets of everyone (PB203, PB206, PB311). */
final class InstallationCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        all.installations().forEach(bound -> {
            bound.node().list("strict").forEach(node -> strict(node, problems));
            bound.value().ifPresent(value -> budgets(value.budgets(), problems));
            bound.node()
                    .map("keep")
                    .flatMap(keep -> keep.map("callCentres"))
                    .ifPresent(named -> keptOf(named, all, problems));
        });
        var bounds = all.installation().map(Installation::budgets).orElse(Map.of());
        all.templates()
                .forEach(bound -> bound.value().ifPresent(template -> {
                    budgets(template.budgets(), problems);
                    template.budgets().forEach((trigger, budget) -> below(trigger, budget, bounds, problems));
                }));
    }

    private static void strict(Node node, Problems problems) {
        if (node instanceof Node.Text code && !Problems.WARNINGS.contains(code.text())) {
            problems.add(
                    "PB203",
                    code.at(),
                    "`" + code + "` is no warning",
                    "warnings are " + String.join(", ", Problems.WARNINGS),
                    Nearest.question(code.text(), Problems.WARNINGS));
        }
    }

    /** One that has left may still have what is kept, and one whose integrators are made by pages has them in no document. */
    private static void keptOf(Node.Entries named, Assembly all, Problems problems) {
        var known = all.integrators().stream()
                .flatMap(bound -> bound.node().text("callcenterId").stream())
                .map(Node.Text::text)
                .collect(Collectors.toSet());
        named.entries().forEach((name, entry) -> {
            if (!known.contains(name)) {
                problems.add(
                        "PB311",
                        entry.key(),
                        "no integrator is of the call centre `" + name + "`",
                        Nearest.question(name, known));
            }
        });
    }

    private static void budgets(Map<String, Budget> budgets, Problems problems) {
        budgets.forEach((trigger, budget) -> {
            if (budget.soft().isPresent()
                    && budget.hard()
                            .filter(hard -> hard.compareTo(budget.soft().get()) < 0)
                            .isPresent()) {
                problems.add(
                        "PB206",
                        budget.at(),
                        "`soft` of `" + trigger + "` is longer than `hard`",
                        "",
                        "soft comes first: { soft: 1500ms, hard: 3s }");
            }
        });
    }

    private static void below(String trigger, Budget budget, Map<String, Budget> bounds, Problems problems) {
        var bound = bounds.get(trigger);
        if (bound == null) {
            return;
        }
        bound.hard()
                .filter(most ->
                        budget.hard().filter(hard -> hard.compareTo(most) > 0).isPresent())
                .ifPresent(most -> problems.add(
                        "PB206",
                        budget.at(),
                        "the budget of `" + trigger + "` is longer than the installation allows",
                        "at most " + Durations.write(most),
                        ""));
    }
}
