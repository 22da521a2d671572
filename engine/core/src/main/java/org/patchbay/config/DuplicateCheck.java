package org.patchbay.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Problems;

/** Finds names that were given twice (PB309). */
final class DuplicateCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        unique(problems, "template", all.templates(), bound -> bound.name() + "@" + Assembly.version(bound));
        unique(problems, "integrator", all.integrators(), Bound::name);
        unique(problems, "library", all.libraries(), Bound::name);
        all.installations().stream()
                .skip(1)
                .forEach(second -> problems.add(
                        "PB309",
                        second.node().at(),
                        "a second Installation",
                        "the first is at "
                                + all.installations().getFirst().node().at(),
                        "keep one of them"));
        all.templates().forEach(template -> inTemplate(template.node(), problems));
    }

    private static <T> void unique(
            Problems problems, String kind, List<Bound<T>> bounds, Function<Bound<T>, String> key) {
        var seen = new HashMap<String, At>();
        for (var bound : bounds) {
            var first = bound.name().isEmpty() ? null : seen.putIfAbsent(key.apply(bound), bound.nameAt());
            if (first != null) {
                taken(problems, bound.nameAt(), kind, bound.name(), first);
            }
        }
    }

    private static void taken(Problems problems, At at, String kind, String name, At first) {
        problems.add(
                "PB309",
                at,
                "a second " + kind + " called `" + name + "`",
                "the first is at " + first,
                "rename one of them");
    }

    private static void inTemplate(Node.Entries template, Problems problems) {
        unique(problems, "parameter", template.list("parameters"));
        unique(problems, "endpoint", template.list("endpoints"));
        unique(problems, "tick box", template.list("options"));
        unique(problems, "hook", template.list("hooks"));
        var objects = new HashMap<String, At>();
        template.list("endpoints")
                .filter(Node.Entries.class::isInstance)
                .map(Node.Entries.class::cast)
                .forEach(endpoint -> {
                    unique(problems, "parameter", endpoint.list("parameters"));
                    unique(problems, "input", endpoint.list("inputs"));
                    endpoint.text("objectName").ifPresent(name -> distinct(problems, "object", name, objects));
                });
        template.list("parameters").forEach(parameter -> notOfIntegrators(parameter, problems));
    }

    private static void unique(Problems problems, String kind, Stream<Node> named) {
        var seen = new HashMap<String, At>();
        named.forEach(node -> {
            if (node instanceof Node.Entries map) {
                map.text("name").ifPresent(name -> distinct(problems, kind, name, seen));
            }
        });
    }

    private static void distinct(Problems problems, String kind, Node.Text name, Map<String, At> seen) {
        var first = seen.putIfAbsent(name.text(), name.at());
        if (first != null && !first.equals(name.at())) {
            taken(problems, name.at(), kind, name.text(), first);
        }
    }

    private static void notOfIntegrators(Node node, Problems problems) {
        if (!(node instanceof Node.Entries parameter)
                || Stream.of("from", "value", "of")
                        .anyMatch(key -> parameter.entry(key).isPresent())) {
            return;
        }
        parameter
                .text("name")
                .filter(name -> Integrator.OWN_WORDS.contains(name.text()))
                .ifPresent(name -> problems.add(
                        "PB309",
                        name.at(),
                        "a field cannot be called `" + name + "`",
                        "every integrator has a key of that name",
                        "rename it, or write `from: integrator." + name + "`"));
    }
}
