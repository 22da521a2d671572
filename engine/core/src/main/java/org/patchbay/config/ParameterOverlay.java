package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;

/** Writes out the shared parameters that endpoints name (format reference, section 6). */
final class ParameterOverlay {
    private static final String[] SOURCES = {"from", "value", "of"};
    private final Problems problems;

    ParameterOverlay(Problems problems) {
        this.problems = problems;
    }

    /** A parameter as a map; a bare name is a map with nothing but the name. */
    Node plain(Node node) {
        if (node instanceof Node.Text text && !text.isEmpty()) {
            return new Node.Entries(text.at(), Map.of("name", new Node.Entry(text.at(), text)));
        }
        return node;
    }

    /** The entry of an endpoint over the shared parameter of its name. */
    Node lay(Node node, Map<String, Node.Entries> shared) {
        return switch (node) {
            case Node.Text text when !text.isEmpty() -> named(text, shared);
            case Node.Entries map -> over(map, shared);
            case Node.Text empty -> empty;
            case Node.Items list -> list;
            case Node.Broken broken -> broken;
        };
    }

    private Node named(Node.Text name, Map<String, Node.Entries> shared) {
        var meant = shared.get(name.text());
        if (meant != null) {
            return new Node.Entries(name.at(), named(meant, name));
        }
        var help = Nearest.to(name.text(), shared.keySet())
                .map(near -> "did you mean `" + near + "`?")
                .orElse("write `{ name: " + name + ", type: query }` here, or add it to the template's parameters");
        problems.add(
                "PB302", name.at(), "no parameter called `" + name + "`", "not among the template's parameters", help);
        return new Node.Broken(name.at());
    }

    private static Map<String, Node.Entry> named(Node.Entries shared, Node.Text name) {
        var entries = new LinkedHashMap<>(shared.entries());
        entries.put("name", new Node.Entry(name.at(), name));
        return entries;
    }

    /** A source in the entry replaces the shared one, whichever key each of them uses. */
    private static Node.Entries over(Node.Entries map, Map<String, Node.Entries> shared) {
        var meant = shared.get(TemplateOverlay.nameOf(map));
        if (meant == null) {
            return map;
        }
        var hasSource = false;
        for (var source : SOURCES) {
            hasSource |= map.entry(source).isPresent();
        }
        return map.over(hasSource ? meant.without(SOURCES) : meant);
    }
}
