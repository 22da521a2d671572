package org.patchbay.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Digits that stand together in a text as phone numbers are written: with blanks, points, strokes and brackets between them, also as
 * these stand in addresses.
 *
 * @param start where it begins in the text, its plus included
 * @param end where the text goes on
 * @param digits nothing but its digits
 * @param international whether a plus stands before it
 */
record DigitRun(int start, int end, String digits, boolean international) {
    /** Signs that may stand between two digits of a number, one after the other. */
    private static final int MOST_SIGNS = 3;

    private static final String SIGNS = " -.()/"
            + "\u00a0\u00ad\u2007\u2009\u200b\u202f\u2060\u3000" // blanks, and what cannot be seen
            + "\u2010\u2011\u2012\u2013\u2212\uff0d"; // strokes

    private static final String DIVIDERS = " /\u00a0\u2007\u2009\u200b\u202f\u3000";

    /** A character of a text, which may be written as {@code %2B}. */
    private record Sign(char value, int next) {}

    /** All of a text, in order. */
    static List<DigitRun> in(String text) {
        var runs = new ArrayList<DigitRun>();
        var at = 0;
        while (at < text.length()) {
            var sign = sign(text, at);
            var begins = sign.value() == '+' && isDigit(text, afterSigns(text, sign.next()));
            if (begins || Character.isDigit(sign.value())) {
                var run = from(text, at, begins);
                runs.add(run);
                at = run.end();
            } else {
                at = sign.next();
            }
        }
        return runs;
    }

    /** Its parts: blanks and slashes may stand between two numbers as well as within one. */
    List<DigitRun> groups(String text) {
        var groups = new ArrayList<DigitRun>();
        var digits = new StringBuilder();
        var first = start;
        var last = start;
        for (var at = start; at < end; at = sign(text, at).next()) {
            var sign = sign(text, at);
            if (Character.isDigit(sign.value())) {
                first = digits.isEmpty() && !groups.isEmpty() ? at : first;
                last = sign.next();
                digits.append((char) ('0' + Character.digit(sign.value(), 10)));
            } else if (DIVIDERS.indexOf(sign.value()) >= 0 && !digits.isEmpty()) {
                groups.add(new DigitRun(first, last, digits.toString(), international && groups.isEmpty()));
                digits.setLength(0);
            }
        }
        groups.add(new DigitRun(first, last, digits.toString(), international && groups.isEmpty()));
        return groups;
    }

    /** This and the next one of the same text, as one. */
    DigitRun and(DigitRun next) {
        return new DigitRun(start, next.end(), digits + next.digits(), international);
    }

    private static DigitRun from(String text, int start, boolean international) {
        var digits = new StringBuilder();
        var at = international ? afterSigns(text, sign(text, start).next()) : start;
        var end = at;
        while (isDigit(text, at)) {
            var sign = sign(text, at);
            digits.append((char) ('0' + Character.digit(sign.value(), 10)));
            end = sign.next();
            at = afterSigns(text, end);
        }
        return new DigitRun(start, end, digits.toString(), international);
    }

    private static int afterSigns(String text, int from) {
        var at = from;
        for (var signs = 0; signs < MOST_SIGNS && at < text.length(); signs++) {
            var sign = sign(text, at);
            if (SIGNS.indexOf(sign.value()) < 0) {
                return at;
            }
            at = sign.next();
        }
        return at;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && Character.isDigit(sign(text, at).value());
    }

    private static Sign sign(String text, int at) {
        var c = text.charAt(at);
        if (c == '%' && at + 2 < text.length()) {
            var high = Character.digit(text.charAt(at + 1), 16);
            var low = Character.digit(text.charAt(at + 2), 16);
            if (high >= 0 && low >= 0) {
                return new Sign((char) (high * 16 + low), at + 3);
            }
        }
        return new Sign(c, at + 1);
    }
}
