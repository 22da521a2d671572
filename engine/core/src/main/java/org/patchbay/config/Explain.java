package org.patchbay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.Aliases;
import org.patchbay.definition.Durations;
import org.patchbay.definition.StandardTrigger;

/** Manual pages of finding codes, triggers, formats, keys and words. */
public final class Explain {
    private static final Pattern HEAD = Pattern.compile("(?m)^# ");
    private static final Map<String, String> PAGES = pages();

    private Explain() {}

    /** The page about a code or word, its case ignored. */
    public static Optional<String> of(String topic) {
        var word = topic.strip();
        return page(word)
                .or(() -> StandardTrigger.of(word.toLowerCase(Locale.ROOT))
                        .or(() -> Aliases.translate(word))
                        .map(Explain::page))
                .or(() -> page("format " + word.replaceFirst(":[0-9]+$", "")))
                .or(() -> Optional.of(Manual.about(word))
                        .filter(lines -> !lines.isEmpty())
                        .map(lines -> String.join("\n", lines) + "\n"));
    }

    /** What pages there are, for who has no word yet. */
    public static String index() {
        return "about        " + String.join(" ", pages(name -> !name.startsWith("PB") && !name.contains(" ")))
                + "\ntriggers     " + String.join(" ", StandardTrigger.words())
                + "\nformats      "
                + pages(name -> name.startsWith("format ")).stream()
                        .map(name -> name.replaceFirst("^format ", ""))
                        .collect(Collectors.joining(" "))
                + "\ncodes        " + String.join(" ", pages(name -> name.startsWith("PB")))
                + "\n\nand every key and word of documents, for example retry, pages, background\n";
    }

    private static List<String> pages(Predicate<String> wanted) {
        return PAGES.keySet().stream().filter(wanted).toList();
    }

    /** Everything that has a page. */
    public static Set<String> words() {
        var own = PAGES.keySet().stream().map(name -> name.replaceFirst("^format ", ""));
        var aliases = Aliases.all().stream().map(Aliases.Alias::full);
        return Stream.of(own, StandardTrigger.words().stream(), aliases, Manual.words().stream())
                .flatMap(words -> words)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> page(String heading) {
        return Optional.ofNullable(PAGES.get(heading))
                .or(() -> PAGES.entrySet().stream()
                        .filter(page -> page.getKey().equalsIgnoreCase(heading))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    /** Pages by their headings; of a code the heading is the code alone. */
    private static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        for (var section : HEAD.splitAsStream(Shipped.text("explain.md")).toList()) {
            var heading = section.lines().findFirst().orElse("");
            if (!heading.isEmpty()) {
                pages.put(heading.startsWith("PB") ? heading.substring(0, 5) : heading, section.strip() + "\n");
            }
        }
        pages.put("triggers", triggers());
        return pages;
    }

    private static String page(StandardTrigger trigger) {
        var lines = new ArrayList<String>();
        lines.add(trigger.word() + " fires when " + trigger.firesWhen());
        lines.add(answers(trigger));
        lines.add(
                trigger.inputs().isEmpty()
                        ? "body: what its endpoints declare as `inputs`"
                        : "body: " + String.join(", ", trigger.inputs()));
        var aliases = Aliases.all().stream()
                .filter(alias -> alias.trigger() == trigger)
                .map(Aliases.Alias::full)
                .toList();
        if (!aliases.isEmpty()) {
            lines.add("also called: " + String.join(", ", aliases));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String answers(StandardTrigger trigger) {
        return switch (trigger.delivery()) {
            case BACKGROUND -> "its endpoints run in the background, in the order of the call";
            case WAIT ->
                "the answer waits for its endpoints: " + Durations.write(trigger.soft())
                        + " if one of them has a result, " + Durations.write(trigger.hard()) + " at most";
        };
    }

    private static String triggers() {
        return Stream.of(StandardTrigger.values())
                        .map(trigger -> "%-16s %s\n".formatted(trigger.word(), trigger.firesWhen()))
                        .collect(Collectors.joining())
                + "\nAny other name is a trigger of your own. One that is close to these is refused as a typo (PB202).\n";
    }
}
