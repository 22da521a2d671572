package org.patchbay.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant who wrote another one. */
public final class DidYouMean {
    private static final int LONGEST = 64;
    private static final int LARGEST_CHANGE = 5;
    private static final int MOST = 1_000;

    private DidYouMean() {}

    /** The nearest of those words; empty when none is near enough to be offered. */
    public static Optional<String> nearest(String written, Collection<String> words) {
        if (written.isEmpty() || written.length() > LONGEST || words.size() > MOST) {
            return Optional.empty();
        }
        var wanted = fold(written);
        return words.stream()
                .filter(word -> Math.abs(word.length() - written.length()) <= LARGEST_CHANGE && !word.equals(written))
                .filter(word -> distance(wanted, fold(word)) <= allowed(written, word))
                .min(Comparator.comparingInt((String word) -> distance(wanted, fold(word)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A line that offers the nearest word; empty when there is none. */
    public static String help(String written, Collection<String> words) {
        return nearest(written, words)
                .map(word -> "did you mean `" + word + "`?")
                .orElse("");
    }

    /** Case, hyphens and underscores are what people mix up most, so they cost nothing. */
    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** One slip in a short word, more in a longer one. */
    private static int allowed(String written, String word) {
        var length = Math.min(written.length(), word.length());
        return length <= 2 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3;
    }

    /** Insertions, deletions, replacements and swaps of neighbours (Damerau 1964, optimal string alignment). */
    static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
