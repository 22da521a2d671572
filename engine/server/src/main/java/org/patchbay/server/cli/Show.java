package org.patchbay.server.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** How quantities are written for people. */
public final class Show {
    private static final int SECOND = 1_000;
    /** And tabs, which end a column, and the marks that turn the direction of what follows (Unicode, UAX 9). */
    private static final Pattern LINE_ENDS =
            Pattern.compile("[\\t-\\r\\x85\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private Show() {}

    /** {@code 31 ms}, {@code 2.4 s}. */
    public static String time(Duration time) {
        var millis = time.toMillis();
        return millis < SECOND ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
    }

    /** {@code 1 test}, {@code 2 tests}. */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** The text on one line: callers name their calls, and a name with a line end in it would look like two rows. */
    static String line(String text) {
        return LINE_ENDS.matcher(text).replaceAll("?");
    }

    /** The text on one line, with blanks up to that width. */
    public static String wide(String text, int width) {
        return line(text) + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
