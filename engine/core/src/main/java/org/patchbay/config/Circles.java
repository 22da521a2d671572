package org.patchbay.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/** Looks for endpoints that wait for themselves (PB404). */
final class Circles {
    /** Endpoints that are not known to come to an end, with those that they wait for. */
    private final Map<String, List<Name>> waiting = new LinkedHashMap<>();

    private final Problems problems;

    /** By endpoint, who waits for it. */
    private final Map<String, List<String>> waiters = new HashMap<>();

    Circles(Template template, Problems problems) {
        template.endpoints()
                .forEach(endpoint -> waiting.putIfAbsent(
                        endpoint.name().text(),
                        new ArrayList<>(ReferenceCheck.before(endpoint).toList())));
        waiting.forEach((name, before) -> {
            before.removeIf(other -> !waiting.containsKey(other.text()));
            before.forEach(other -> waiters.computeIfAbsent(other.text(), _ -> new ArrayList<>())
                    .add(name));
        });
        this.problems = problems;
    }

    void report() {
        drop(waiting.keySet().stream().filter(name -> before(name).isEmpty()).toList());
        while (!waiting.isEmpty()) {
            var circle = circle();
            var last = circle.getLast();
            var names = String.join(" → ", circle.stream().map(Name::text).toList());
            problems.add(
                    "PB404",
                    last.at(),
                    "`" + last + "` waits for itself",
                    last + " → " + names,
                    "leave one of these out");
            drop(circle.stream().map(Name::text).toList());
        }
    }

    private List<Name> before(String name) {
        return waiting.getOrDefault(name, List.of());
    }

    /** Drops endpoints, and with them those that then wait for nothing any more. */
    private void drop(List<String> first) {
        var open = new ArrayDeque<>(first);
        while (!open.isEmpty()) {
            var name = open.remove();
            if (waiting.remove(name) == null) {
                continue;
            }
            for (var waiter : waiters.getOrDefault(name, List.of())) {
                waiting.computeIfPresent(
                        waiter,
                        (_, names) ->
                                names.stream().filter(other -> !other.is(name)).toList());
                if (waiting.containsKey(waiter) && before(waiter).isEmpty()) {
                    open.add(waiter);
                }
            }
        }
    }

    /** Every endpoint that is left waits for one that is left, so that the way must come back. */
    private List<Name> circle() {
        var way = new LinkedHashMap<String, Name>();
        var next = Name.of(waiting.keySet().iterator().next());
        while (!way.containsKey(next.text())) {
            way.put(next.text(), next);
            next = before(next.text()).getFirst();
        }
        var names = new ArrayList<>(way.values());
        var start = List.copyOf(way.keySet()).indexOf(next.text());
        var circle = new ArrayList<>(names.subList(start + 1, names.size()));
        circle.add(next);
        return circle;
    }
}
