package org.patchbay.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.Durations;
import org.patchbay.definition.StandardTrigger;

/** Manual pages of finding codes, triggers and other words. */
public final class Explain {
    private static final Pattern HEAD = Pattern.compile("(?m)^## ");
    private static final Pattern FIRST_WORD = Pattern.compile("[: ].*");
    private static final Map<String, String> PAGES = pages();

    private Explain() {}

    /** The page about a code or word, its case ignored. */
    public static Optional<String> of(String word) {
        var wanted = word.strip().toLowerCase(Locale.ROOT);
        return PAGES.entrySet().stream()
                .filter(page -> page.getKey().toLowerCase(Locale.ROOT).equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Everything that has a page. */
    public static Set<String> words() {
        return new TreeSet<>(PAGES.keySet());
    }

    private static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        for (var section : HEAD.splitAsStream(text()).toList()) {
            var end = section.indexOf('\n');
            var title = end < 0 ? "" : section.substring(0, end);
            if (!title.isBlank()) {
                pages.put(
                        FIRST_WORD.matcher(title).replaceFirst(""),
                        title + "\n" + section.substring(end).stripTrailing() + "\n");
            }
        }
        for (var trigger : StandardTrigger.values()) {
            pages.put(trigger.word(), page(trigger));
        }
        pages.put("triggers", triggers());
        return pages;
    }

    private static String page(StandardTrigger trigger) {
        return trigger.word() + "\n\nFires when " + trigger.firesWhen() + ". " + answers(trigger) + "\n";
    }

    private static String answers(StandardTrigger trigger) {
        return trigger.delivery() == DeliveryMode.BACKGROUND
                ? "Its endpoints run in the background, in the order of the call."
                : "The answer waits for its endpoints: " + Durations.write(trigger.soft())
                        + " if one of them has a result, " + Durations.write(trigger.hard()) + " at most.";
    }

    private static String triggers() {
        return "triggers\n\n"
                + StandardTrigger.words().stream()
                        .flatMap(word -> StandardTrigger.of(word).stream())
                        .map(trigger -> "%-16s %s".formatted(trigger.word(), trigger.firesWhen()))
                        .collect(Collectors.joining("\n"))
                + "\n\nAny other name is a trigger of your own. One that is close to these is refused as a typo (PB202).\n";
    }

    private static String text() {
        try (var in = Explain.class.getResourceAsStream("explain.md")) {
            if (in == null) {
                throw new IllegalStateException("explain.md is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
