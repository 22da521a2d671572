package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.definition.Label;
import org.patchbay.definition.Problems;

/** Reads texts for people: one text, or a map of language to text. */
final class Labels {
    /** Language tags as they are used for texts (BCP 47). */
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private final Problems problems;

    Labels(Problems problems) {
        this.problems = problems;
    }

    Optional<Label> read(Want want, Node node, String key, Scalars scalars) {
        return switch (node) {
            case Node.Text text -> text(text, key, scalars).map(Label::of);
            case Node.Entries map -> texts(map, key, scalars);
            case Node.Items list -> scalars.wrong(want, list.at(), key, "a list");
            case Node.Broken _ -> Optional.empty();
        };
    }

    private static Optional<String> text(Node.Text text, String key, Scalars scalars) {
        return scalars.read(new Want.Text(), text, key).map(String.class::cast);
    }

    private Optional<Label> texts(Node.Entries map, String key, Scalars scalars) {
        var texts = new LinkedHashMap<String, String>();
        map.entries().forEach((language, entry) -> {
            if (!LANGUAGE.matcher(language).matches()) {
                problems.add("PB203", entry.key(), "`" + language + "` is no language", "for example en, vi or pt-BR");
            } else if (entry.value() instanceof Node.Text text) {
                text(text, key, scalars).ifPresent(value -> texts.put(language, value));
            } else {
                scalars.wrong(new Want.Text(), entry.value().at(), key, "a list or a map");
            }
        });
        return texts.size() == map.entries().size() && !texts.isEmpty()
                ? Optional.of(new Label(texts))
                : Optional.empty();
    }
}
