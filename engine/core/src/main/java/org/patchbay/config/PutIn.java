package org.patchbay.config;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Secret;

/**
 * What was put in the place of <code>${source:name}</code>. Findings name the reference and never the value: whoever may ask for findings
 * could else read the environment, the files and the secrets of the server (decision 0113). Not thread-safe.
 */
final class PutIn {
    /** Shorter values are words that may stand in any finding: they are looked for between quotes only. */
    private static final int LONG = 6;

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private final Map<String, Secret> values = new HashMap<>();
    private final Map<String, String> references = new HashMap<>();
    /** Long values by how they begin, the longest first. */
    private final Map<String, TreeSet<String>> beginnings = new HashMap<>();

    private final Map<Place, Set<String>> places = new HashMap<>();

    /** Where a value begins. */
    private record Place(String file, int line, int column) {
        static Place of(At at) {
            return new Place(at.file(), at.line(), at.column());
        }
    }

    /** Keeps in mind what a reference has come to. */
    void add(String reference, Secret found, At at) {
        values.put(reference, found);
        var value = found.reveal();
        if (!value.isEmpty()) {
            references.putIfAbsent(value, "${" + reference + "}");
            if (value.length() >= LONG) {
                beginnings
                        .computeIfAbsent(value.substring(0, LONG), _ -> new TreeSet<>(LONGEST_FIRST))
                        .add(value);
            }
            places.computeIfAbsent(Place.of(at), _ -> new HashSet<>()).add(value);
        }
    }

    /** What each reference has come to, by what stands between its braces. */
    Map<String, Secret> values() {
        return Map.copyOf(values);
    }

    /** The findings with references in the places of values. */
    List<Problem> hiddenIn(List<Problem> problems) {
        return references.isEmpty()
                ? problems
                : problems.stream().map(this::hidden).toList();
    }

    private Problem hidden(Problem problem) {
        var here = places.getOrDefault(Place.of(problem.at()), Set.of());
        return new Problem(
                problem.code(),
                problem.severity(),
                problem.at(),
                hidden(problem.text(), here),
                hidden(problem.note(), here),
                hidden(problem.help(), here));
    }

    private String hidden(String text, Set<String> here) {
        return QUOTED.matcher(withoutLong(text))
                .replaceAll(quoted -> Matcher.quoteReplacement("`" + reference(quoted.group(1), here) + "`"));
    }

    private String withoutLong(String text) {
        var out = new StringBuilder();
        for (var at = 0; at < text.length(); ) {
            var value = longAt(text, at);
            out.append(value.map(references::get).orElse(text.substring(at, at + 1)));
            at += value.map(String::length).orElse(1);
        }
        return out.toString();
    }

    private Optional<String> longAt(String text, int at) {
        return at + LONG > text.length()
                ? Optional.empty()
                : beginnings.getOrDefault(text.substring(at, at + LONG), new TreeSet<>()).stream()
                        .filter(value -> text.startsWith(value, at))
                        .findFirst();
    }

    /** Where a value stands, parts of it may be quoted too, also in small letters. */
    private String reference(String quoted, Set<String> here) {
        var whole = references.get(quoted);
        if (whole != null) {
            return whole;
        }
        var small = quoted.toLowerCase(Locale.ROOT);
        return here.stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).contains(small))
                .findFirst()
                .map(references::get)
                .orElse(quoted);
    }
}
