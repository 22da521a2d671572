package org.patchbay.server.cli;

import java.time.Duration;
import java.util.Locale;

/** How quantities are written for people. */
public final class Show {
    private static final int SECOND = 1_000;

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

    /** The text with blanks up to that width. */
    public static String wide(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
