package org.patchbay.config;

import java.util.List;
import java.util.Map;
import org.patchbay.definition.At;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;

/** Checks which keys stand in a map. */
final class Keys {
    /** Keys that other systems have, and what to write here. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry(
                    "headers",
                    "constants: `hardParams: { header: { Name: value } }`; values: a parameter of `type: header`"),
            Map.entry(
                    "query",
                    "constants: `hardParams: { query: { name: value } }`; values: a parameter of `type: query`"),
            Map.entry("params", "did you mean `parameters`?"),
            Map.entry("path", "did you mean `url`?"),
            Map.entry("events", "did you mean `trigger`?"),
            Map.entry("on", "did you mean `trigger`?"),
            Map.entry("contentType", "did you mean `bodyFormat`?"),
            Map.entry("condition", "did you mean `when`?"),
            Map.entry("if", "did you mean `when`?"),
            Map.entry("retries", "did you mean `retry`?"),
            Map.entry("dependsOn", "did you mean `after`?"),
            Map.entry("place", "did you mean `type`?"),
            Map.entry("mandatory", "did you mean `required`?"),
            Map.entry("title", "did you mean `label`?"));

    private final Problems problems;

    Keys(Problems problems) {
        this.problems = problems;
    }

    /** Reports the keys that do not belong. */
    void check(Shape shape, Node.Entries map) {
        var known = shape.keys();
        for (var entry : map.entries().entrySet()) {
            var key = entry.getKey();
            if (known.containsKey(key) || key.startsWith("x-")) {
                continue;
            }
            unknown(shape, key, entry.getValue().key());
        }
    }

    private void unknown(Shape shape, String key, At at) {
        var words = List.copyOf(shape.keys().keySet());
        var help = Nearest.to(key, words)
                .map(word -> "did you mean `" + word + "`?")
                .orElseGet(() -> elsewhere(words, key));
        problems.add("PB201", at, "unknown key `" + key + "` in " + article(shape.noun()), help);
    }

    private static String elsewhere(List<String> words, String key) {
        var hint = ELSEWHERE.getOrDefault(key, "");
        var fits = words.stream().anyMatch(word -> hint.contains("`" + word + "`") || hint.contains("`" + word + ":"));
        return fits ? hint : "its keys are " + String.join(", ", words);
    }

    void missing(Shape shape, Slot slot, Node.Entries map) {
        var name = map.text("name").map(text -> " `" + text + "`").orElse("");
        var example = slot.example().isEmpty() ? "" : "for example `" + slot.word() + ": " + slot.example() + "`";
        problems.add(
                "PB204",
                map.at(),
                (name.isEmpty() ? article(shape.noun()) : "the " + shape.noun() + name) + " needs `" + slot.word()
                        + "`",
                slot.doc(),
                example);
    }

    /** True when all keys are statuses; each that is none is reported. */
    boolean areStatuses(Node.Entries map) {
        var all = true;
        for (var entry : map.entries().entrySet()) {
            if (!entry.getKey().matches("[1-5][0-9][0-9]|[1-5]xx")) {
                all = false;
                problems.add(
                        "PB203",
                        entry.getValue().key(),
                        "`" + entry.getKey() + "` is no status",
                        "a status such as 404, or a class such as 5xx",
                        "for other conditions write a list: [{ when: { body.code: 17 }, is: fail }]");
            }
        }
        return all;
    }

    static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }
}
