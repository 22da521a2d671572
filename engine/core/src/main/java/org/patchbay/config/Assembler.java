package org.patchbay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Library;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/** Sorts the parts of all documents by kind and binds them. */
final class Assembler {
    private static final List<String> KINDS = List.of("Template", "Integrator", "Library", "Installation");
    private static final Pattern NAME = Pattern.compile(
            "(?m)(?:^|[{,])[ \\t]{0,40}\"?name\"?[ \\t]{0,40}:[ \\t]{0,40}[\"']?([A-Za-z][A-Za-z0-9_-]*)");
    private final Problems problems;
    private final Replacer replacer;
    private final Binder binder;
    private final Map<String, List<Part>> parts = new LinkedHashMap<>();
    private final Set<String> unreadable = new LinkedHashSet<>();

    Assembler(Problems problems, Replacer replacer) {
        this.problems = problems;
        this.replacer = replacer;
        binder = new Binder(problems);
        KINDS.forEach(kind -> parts.put(kind, new ArrayList<>()));
    }

    /** Takes what was read of one document. */
    void add(Reading reading) {
        for (var part : reading.parts()) {
            var replaced = new Part(replacer.replace(part.root()), part.lastLine());
            if (speaksThisFormat(replaced)) {
                kindOf(replaced)
                        .ifPresent(kind ->
                                parts.getOrDefault(kind, new ArrayList<>()).add(replaced));
            }
        }
        reading.broken().forEach(this::remember);
    }

    /** Takes an integrator that stands in no document. */
    void add(Part integrator) {
        parts.getOrDefault("Integrator", new ArrayList<>()).add(integrator);
    }

    /** Who names something in a part that cannot be read is not told that it does not exist. */
    private void remember(String text) {
        NAME.matcher(text).results().forEach(found -> unreadable.add(found.group(1)));
    }

    private boolean speaksThisFormat(Part part) {
        var version = part.root().text("patchbay");
        if (version.isEmpty() || version.get().text().equals("1")) {
            return true;
        }
        unreadable.add(TemplateOverlay.nameOf(part.root()));
        problems.add(
                "PB902",
                version.get().at(),
                "version " + version.get() + " of the format is not known here",
                "this program reads version 1",
                "a newer program reads it; see UPGRADING.md");
        return false;
    }

    private Optional<String> kindOf(Part part) {
        var root = part.root();
        var kind = root.text("kind");
        if (kind.isEmpty() && root.get("kind").isPresent()) {
            problems.add(
                    "PB205",
                    root.get("kind").orElse(root).at(),
                    "`kind` wants a word",
                    "one of " + String.join(", ", KINDS));
        } else if (kind.isEmpty()) {
            problems.add(
                    "PB204",
                    root.at(),
                    "this part has no `kind`",
                    "one of " + String.join(", ", KINDS),
                    "for example `kind: Template`");
        } else if (!KINDS.contains(kind.get().text())) {
            var near = Nearest.question(kind.get().text(), KINDS);
            problems.add(
                    "PB203",
                    kind.get().at(),
                    "unknown kind `" + kind.get() + "`",
                    "one of " + String.join(", ", KINDS),
                    near);
        } else {
            return Optional.of(kind.get().text());
        }
        unreadable.add(TemplateOverlay.nameOf(root));
        return Optional.empty();
    }

    Assembly assemble() {
        var templates = new Bases(parts("Template"), problems, unreadable);
        var overlay = new TemplateOverlay(problems);
        var bound = bind(Template.class, "Template", part -> overlay.lay(templates.complete(part)));
        var integrators = bind(Integrator.class, "Integrator", Part::root);
        return new Assembly(
                bound,
                integrators,
                bind(Library.class, "Library", Part::root),
                bind(Installation.class, "Installation", this::withTriggers),
                Assembly.references(bound),
                Assembly.byTemplate(integrators),
                unreadable,
                new Dirt(parts.values().stream().flatMap(List::stream).toList(), problems.sorted()));
    }

    private Node.Entries withTriggers(Part part) {
        var budgets = part.root().map("budgets");
        return budgets.isEmpty()
                ? part.root()
                : TemplateOverlay.replace(part.root(), "budgets", new TriggerNames(problems).budgets(budgets.get()));
    }

    private List<Part> parts(String kind) {
        return parts.getOrDefault(kind, List.of());
    }

    private <T extends Record> List<Bound<T>> bind(
            Class<T> type, String kind, java.util.function.Function<Part, Node.Entries> prepare) {
        return parts(kind).stream()
                .map(part -> {
                    var node = prepare.apply(part).without("kind");
                    return new Bound<>(part, node, binder.bind(type, node));
                })
                .toList();
    }
}
