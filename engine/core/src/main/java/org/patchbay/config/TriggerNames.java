package org.patchbay.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.Aliases;
import org.patchbay.definition.At;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.StandardTrigger;

/** Translates the triggers in a template from what other systems call them, and refuses slips of the pen. */
final class TriggerNames {
    private final Problems problems;
    private final Set<String> heard = new HashSet<>();
    private final Set<String> fired = new HashSet<>();

    TriggerNames(Problems problems) {
        this.problems = problems;
    }

    Node.Entries translate(Node.Entries template) {
        names(template, "endpoints").forEach(heard::add);
        hooks(template).forEach(hook -> names(hook, "events").forEach(fired::add));
        names(template, "hooks").forEach(fired::add);
        var translated = TemplateOverlay.eachOf(template, "endpoints", this::inTrigger);
        translated = TemplateOverlay.eachOf(translated, "hooks", this::inHook);
        translated = TemplateOverlay.eachOf(translated, "tests", this::inTrigger);
        var budgets = translated.map("budgets");
        if (budgets.isPresent()) {
            translated = TemplateOverlay.replace(translated, "budgets", budgets(budgets.get()));
        }
        var iframe = translated.map("iframe");
        return iframe.isPresent() ? TemplateOverlay.replace(translated, "iframe", buttons(iframe.get())) : translated;
    }

    private static Stream<Node.Entries> hooks(Node.Entries template) {
        return template.list("hooks").filter(Node.Entries.class::isInstance).map(Node.Entries.class::cast);
    }

    /** Triggers that the maps of a list name. */
    private static Stream<String> names(Node.Entries map, String key) {
        return map.list(key)
                .filter(Node.Entries.class::isInstance)
                .map(Node.Entries.class::cast)
                .flatMap(each -> Stream.concat(each.text("trigger").stream(), each.list("trigger")))
                .filter(Node.Text.class::isInstance)
                .map(node -> ((Node.Text) node).text());
    }

    private Node inHook(Node node) {
        return node instanceof Node.Entries hook && inTrigger(hook) instanceof Node.Entries translated
                ? TemplateOverlay.eachOf(translated, "events", this::inTrigger)
                : node;
    }

    /** The budgets of triggers by their standard names. */
    Node.Entries budgets(Node.Entries map) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        map.entries().forEach((trigger, entry) -> entries.put(translate(trigger, entry.key()), entry));
        return new Node.Entries(map.at(), entries);
    }

    /** The triggers of the buttons of a card, that of an unknown caller included. */
    Node.Entries buttons(Node.Entries iframe) {
        var translated = TemplateOverlay.eachOf(iframe, "buttons", this::inTrigger);
        var empty = translated.map("empty");
        return empty.isPresent() ? TemplateOverlay.replace(translated, "empty", buttons(empty.get())) : translated;
    }

    private Node inTrigger(Node node) {
        if (!(node instanceof Node.Entries map) || map.entry("trigger").isEmpty()) {
            return node;
        }
        var trigger = map.get("trigger").orElse(map);
        return TemplateOverlay.replace(
                map,
                "trigger",
                switch (trigger) {
                    case Node.Text text when !text.isEmpty() -> translate(text);
                    case Node.Items list ->
                        new Node.Items(
                                list.at(),
                                list.items().stream()
                                        .map(item -> item instanceof Node.Text text && !text.isEmpty()
                                                ? translate(text)
                                                : item)
                                        .toList());
                    case Node.Text empty -> empty;
                    case Node.Entries other -> other;
                    case Node.Broken broken -> broken;
                });
    }

    private Node.Text translate(Node.Text text) {
        var word = translate(text.text(), text.at());
        if (word.equals(text.text())) {
            return text;
        }
        var at = text.at();
        return new Node.Text(new At(at.file(), at.line(), at.column(), at.column(), at.pointer()), word, text.form());
    }

    private String translate(String name, At at) {
        if (StandardTrigger.of(name).isPresent()) {
            return name;
        }
        var standard = Aliases.translate(name);
        if (standard.isEmpty()) {
            check(name, at);
        }
        return standard.map(StandardTrigger::word).orElse(name);
    }

    /** A name of somebody's own may be anything that is not nearly one of the others. */
    private void check(String name, At at) {
        var ambiguous = Aliases.named(name);
        if (!ambiguous.isEmpty()) {
            var choices = ambiguous.stream()
                    .map(alias -> "`" + alias.full() + "` (" + alias.trigger().word() + ")")
                    .toList();
            problems.add(
                    "PB202",
                    at,
                    "the trigger `" + name + "` means different things in different systems",
                    "write " + String.join(" or ", choices));
            return;
        }
        var known = Stream.concat(
                        StandardTrigger.words().stream(),
                        Aliases.all().stream().flatMap(alias -> Stream.of(alias.event(), alias.full())))
                .toList();
        if (heard.contains(name) && fired.contains(name)) {
            return;
        }
        var near = Nearest.to(name, StandardTrigger.words()).or(() -> Nearest.to(name, known));
        if (near.isPresent()) {
            problems.add(
                    "PB202",
                    at,
                    "unknown trigger `" + name + "`",
                    "not built in, and no " + (fired.contains(name) ? "endpoint listens to it" : "hook fires it"),
                    "did you mean `" + near.get() + "`?    (all of them: patchbay explain triggers)");
        } else if (!Name.FORM.matcher(name).matches()) {
            problems.add(
                    "PB202",
                    at,
                    "unknown trigger `" + name + "`",
                    "a name of your own is a letter, then letters, digits, _ or -",
                    "all of them: patchbay explain triggers");
        }
    }
}
