package org.patchbay.wire;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;

/** Texts as UTF-8, without the replacement characters that Java would put in silently. */
final class Characters {
    /** What stands for a character that could not be written (Unicode §23.8). */
    private static final int REPLACEMENT = 0xFFFD;

    private Characters() {}

    /** The code point at an index; half of a surrogate pair is refused, it has no bytes in UTF-8 (RFC 3629 §3). */
    static int at(String text, int index) {
        var point = text.codePointAt(index);
        if (isHalf(point)) {
            throw refusal("a text holds half a character (the lone surrogate " + name(point) + ")");
        }
        return point;
    }

    /** The bytes of a text. */
    static byte[] utf8(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                i += Character.charCount(at(text, i)) - 1;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A text with the replacement character for halves of characters, and for what does not pass. */
    static String mended(String text, IntPredicate passes) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isHalf(point) || !passes.test(point) ? REPLACEMENT : point)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    static String name(int point) {
        return String.format("U+%04X", point);
    }

    static Refusal refusal(String message) {
        return new Refusal(Failure.of(FailureCode.BAD_INPUT, message));
    }
}
