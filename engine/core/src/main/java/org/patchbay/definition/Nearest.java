package org.patchbay.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a mistyped one probably means. */
public final class Nearest {
    private static final int LONGEST = 64;
    private static final int LARGEST_CHANGE = 5;
    private static final int MOST = 1_000;

    private Nearest() {}

    /** The nearest known word, if it is near enough that an admin would agree. */
    public static Optional<String> to(String typed, Collection<String> known) {
        if (typed.isEmpty() || typed.length() > LONGEST || known.size() > MOST) {
            return Optional.empty();
        }
        var wanted = fold(typed);
        return known.stream()
                .filter(word -> Math.abs(word.length() - typed.length()) <= LARGEST_CHANGE && !word.equals(typed))
                .filter(word -> distance(wanted, fold(word)) <= allowed(typed, word))
                .min(Comparator.comparingInt((String word) -> distance(wanted, fold(word)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A help line that offers the nearest word, or is empty. */
    public static String question(String typed, Collection<String> known) {
        return to(typed, known).map(word -> "did you mean `" + word + "`?").orElse("");
    }

    /** A help line that offers the nearest word, or lists a few known ones, or is empty when nothing is known. */
    public static String help(String typed, Collection<String> known) {
        return to(typed, known)
                .map(word -> "did you mean `" + word + "`?")
                .orElseGet(() -> known.isEmpty()
                        ? ""
                        : "known here: "
                                + String.join(
                                        ", ", known.stream().sorted().limit(12).toList()));
    }

    /** A sentence, and the help after it where there is any. */
    public static String told(String sentence, String typed, Collection<String> known) {
        var help = help(typed, known);
        return help.isEmpty() ? sentence : sentence + "; " + help;
    }

    /** Case, hyphens and underscores are what people mix up most, so they cost nothing. */
    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** One slip in a short word, more in a longer one. */
    private static int allowed(String typed, String word) {
        var length = Math.min(typed.length(), word.length());
        return length <= 1 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3;
    }

    /** Edits (insert, remove, replace, swap neighbours) that lead from one word to the other (Damerau 1964). */
    static int distance(String from, String to) {
        var before = new int[to.length() + 1];
        var last = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                var swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                row[j] = swapped ? Math.min(row[j], before[j - 2] + 1) : row[j];
            }
            before = last;
            last = row;
        }
        return last[to.length()];
    }
}
