package org.patchbay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;

/** Lays templates over those that they are based on (format reference, section 3.1). */
final class Bases {
    private static final String[] OWN = {"name", "label", "version", "state", "owner", "basedOn"};
    private final Map<String, Node.Entries> byName = new LinkedHashMap<>();
    private final Problems problems;
    private final Set<String> unreadable;

    Bases(List<Part> templates, Problems problems, Set<String> unreadable) {
        templates.forEach(part -> byName.putIfAbsent(TemplateOverlay.nameOf(part.root()), part.root()));
        this.problems = problems;
        this.unreadable = unreadable;
    }

    /** The template with everything that it takes over. */
    Node.Entries complete(Part part) {
        return complete(part.root(), new ArrayList<>());
    }

    private Node.Entries complete(Node.Entries template, List<String> above) {
        var base = template.text("basedOn");
        if (base.isEmpty()) {
            return template;
        }
        var name = base.get().text();
        above.add(TemplateOverlay.nameOf(template));
        if (above.contains(name)) {
            problems.add(
                    "PB404",
                    base.get().at(),
                    "the template `" + name + "` is based on itself",
                    String.join(" → ", above) + " → " + name,
                    "");
            return template;
        }
        var found = byName.get(name);
        if (found == null) {
            if (!unreadable.contains(name)) {
                problems.add(
                        "PB307",
                        base.get().at(),
                        "no template called `" + name + "`",
                        Nearest.question(name, byName.keySet()));
            }
            return template;
        }
        return over(template, complete(found, above).without(OWN));
    }

    /** Keys over keys; maps key by key, lists of named things by name. */
    private static Node.Entries over(Node.Entries upper, Node.Entries lower) {
        var merged = upper.over(lower);
        for (var key : upper.entries().keySet()) {
            var above = upper.get(key);
            var below = lower.get(key);
            if (above.isPresent() && below.isPresent()) {
                merged = TemplateOverlay.replace(merged, key, merge(above.get(), below.get()));
            }
        }
        return merged;
    }

    private static Node merge(Node upper, Node lower) {
        if (upper instanceof Node.Entries above && lower instanceof Node.Entries below) {
            return above.over(below);
        }
        var named = upper instanceof Node.Items above
                && lower instanceof Node.Items below
                && above.items().stream().allMatch(Node.Entries.class::isInstance)
                && below.items().stream().noneMatch(item -> name(item).isEmpty());
        return named ? mergeLists((Node.Items) upper, (Node.Items) lower) : upper;
    }

    private static Node mergeLists(Node.Items upper, Node.Items lower) {
        var merged = new LinkedHashMap<String, Node>();
        lower.items().forEach(item -> merged.put(name(item), item));
        upper.items()
                .forEach(item -> merged.merge(
                        name(item),
                        item,
                        (below, above) -> above instanceof Node.Entries map && below instanceof Node.Entries base
                                ? map.over(base)
                                : above));
        return new Node.Items(upper.at(), List.copyOf(merged.values()));
    }

    private static String name(Node node) {
        return node instanceof Node.Text text ? text.text() : TemplateOverlay.nameOf(node);
    }
}
