package org.patchbay.config;

import java.util.regex.Pattern;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;

/**
 * The line of a document that a finding points at.
 *
 * @param indent columns before the caret
 * @param width carets
 */
record Excerpt(String line, int indent, int width) {
    private static final int WIDTH = 140;
    private static final int BEFORE = 60;

    /** Reading stopped here, so that nobody can say which values of the line are secrets: a name has to do. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:secret|password|passwort|passwd|pwd|token|api_?key|credential)[\\w-]{0,40}[\"']?\\s{0,40}:\\s{0,40}[\"']?(?!true\\b|false\\b|[\"'{}\\[\\],$\\s]|\\$\\{|\\{\\{)");

    /** The password of {@code user:password@host}. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=[^\\s:]:)[^\\s:/@\"',{}]{1,200}(?=@)");

    /** False when the line may hold a secret that was not recognised as one. */
    static boolean isSafe(String code, String line) {
        return !code.startsWith("PB1") || !SECRET.matcher(line).find();
    }

    static Excerpt of(String line, At at) {
        var points = masked(line.replace('\t', ' ')).codePoints().toArray();
        var column = Math.min(Math.max(at.column() - 1, 0), points.length);
        var end = Math.min(at.endColumn() - 1, points.length);
        var width = Math.max(1, end > column ? end - column : tokenLength(points, column));
        var from = points.length <= WIDTH ? 0 : Math.max(0, Math.min(column - BEFORE, points.length - WIDTH));
        var to = Math.min(points.length, from + WIDTH);
        var shown = (from > 0 ? "…" : "") + new String(points, from, to - from) + (to < points.length ? "…" : "");
        return new Excerpt(shown, column - from + (from > 0 ? 1 : 0), Math.min(width, Math.max(1, to - column)));
    }

    /** As many marks as there were characters, so that the place stays the same. */
    private static String masked(String line) {
        return CREDENTIALS
                .matcher(line)
                .replaceAll(found -> "*".repeat((int) found.group().codePoints().count()));
    }

    /** Length of the word that begins there, for places without an end. */
    private static int tokenLength(int[] points, int column) {
        var end = column;
        while (end < points.length && " \t,:]}\"'".indexOf(points[end]) < 0) {
            end++;
        }
        return end - column;
    }

    String print(int margin, int number, Paint paint, Problem problem) {
        var note = problem.note().isEmpty() ? "" : " " + problem.note();
        var numbered = String.format("%-" + margin + "s", Integer.toString(number));
        return (numbered + " | " + line).stripTrailing() + "\n" + " ".repeat(margin) + " | " + " ".repeat(indent)
                + paint.severity(problem, "^".repeat(width)) + note + "\n";
    }
}
