package org.patchbay.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles RE2 patterns that are not too large. RE2 writes a repetition out as often as it may happen, so that counts within counts multiply:
 * a line of text becomes a program that no memory holds (decision 0102).
 */
public final class Patterns {
    private static final int LARGEST = 5_000;
    private static final int DEPTH = 100;

    private static final Pattern COUNT = Pattern.compile("([0-9]{1,4})(?:,([0-9]{0,4}))?");

    private final String text;
    private final Deque<Long> outer = new ArrayDeque<>();

    /** What the group up to here becomes, in steps, and what the last part of it does. */
    private long steps;

    private long last;

    private Patterns(String text) {
        this.text = text;
    }

    /**
     * The pattern that is written so.
     *
     * @throws PatternSyntaxException it is no RE2 pattern, or becomes more than 5,000 steps, or has groups deeper than 100 levels
     */
    public static Pattern compile(String text) {
        new Patterns(text).weigh();
        return Pattern.compile(text);
    }

    private void weigh() {
        for (var at = 0; at < text.length(); ) {
            at = switch (text.charAt(at)) {
                case '\\' -> part(afterEscape(at));
                case '[' -> part(afterClass(at));
                case '(' -> open(at);
                case ')' -> close(at);
                case '{' -> repeat(at);
                default -> part(at + 1);
            };
            if (steps > LARGEST || outer.size() > DEPTH) {
                throw new PatternSyntaxException(
                        "it becomes too large: fewer repetitions, one in another least of all", text);
            }
        }
    }

    private int part(int next) {
        last = 1;
        steps++;
        return next;
    }

    private int open(int at) {
        outer.push(steps);
        steps = 1;
        last = 0;
        return at + 1;
    }

    private int close(int at) {
        last = steps + 1;
        steps = last + (outer.isEmpty() ? 0 : outer.pop());
        return at + 1;
    }

    private int repeat(int at) {
        var end = text.indexOf('}', at);
        var times = end < 0 ? 0 : times(text.substring(at + 1, end));
        if (times == 0) {
            return part(at + 1);
        }
        steps += last * (times - 1);
        last *= times;
        return end + 1;
    }

    /** How often a part with such a count may stand there; 0 when this is no count. */
    private static long times(String count) {
        var written = COUNT.matcher(count);
        if (!written.matches()) {
            return 0;
        }
        var most = Math.max(1, Long.parseLong(written.group(1)));
        if (written.group(2) != null && !written.group(2).isEmpty()) {
            most = Math.max(most, Long.parseLong(written.group(2)));
        }
        return most;
    }

    private int afterEscape(int at) {
        var next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == 'Q') {
            var end = text.indexOf("\\E", at);
            return end < 0 ? text.length() : end + 2;
        }
        var isNamed = (next == 'p' || next == 'P' || next == 'x') && text.startsWith("{", at + 2);
        var end = isNamed ? text.indexOf('}', at) : -1;
        return end < 0 ? at + 2 : end + 1;
    }

    private int afterClass(int at) {
        var next = text.startsWith("[^]", at) ? at + 3 : text.startsWith("[]", at) ? at + 2 : at + 1;
        while (next < text.length() && text.charAt(next) != ']') {
            next = switch (text.charAt(next)) {
                case '\\' -> next + 2;
                case '[' ->
                    text.startsWith("[:", next) && text.indexOf(":]", next) > 0
                            ? text.indexOf(":]", next) + 2
                            : next + 1;
                default -> next + 1;
            };
        }
        return next + 1;
    }
}
