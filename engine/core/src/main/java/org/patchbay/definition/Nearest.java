package org.patchbay.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a mistyped one probably means. */
public final class Nearest {
    private Nearest() {}

    /** The nearest known word, if it is near enough that an admin would agree. */
    public static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .filter(word ->
                        distance(typed, word) <= Math.max(1, Math.min(3, Math.min(typed.length(), word.length()) / 3)))
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
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

    /** Edits (insert, remove, replace, swap neighbours) that lead from one word to the other, case ignored. */
    static int distance(String from, String to) {
        var a = from.toLowerCase(java.util.Locale.ROOT);
        var b = to.toLowerCase(java.util.Locale.ROOT);
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        var replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        var best = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
