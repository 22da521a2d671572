package org.patchbay.wire;

import java.util.List;
import org.patchbay.chance.Chance;

/** Texts as callers may send them: any characters, and pieces of the languages they end up in. */
public final class Nasty {
    private static final List<String> PIECES = List.of(
            "",
            ".",
            "..",
            "/",
            "//",
            "\\",
            "%2e",
            "%2E%2e",
            "%",
            "%00",
            "\0",
            "\r\n",
            "\n",
            "\r",
            "\t",
            " ",
            "\u0085",
            "\u2028",
            "\u2029",
            "\uFEFF",
            "\uFFFE",
            "\uFFFF",
            "\u007F",
            "\uD83D",
            "\uDE00",
            "\uD83D\uDE00",
            "Nguyễn Văn Ấn",
            "à",
            "a\u0300",
            "'",
            "\"",
            "`",
            "<",
            ">",
            "&",
            "&amp;",
            "]]>",
            "<!--",
            "-->",
            "<?xml",
            "<a b='c'/>",
            "{",
            "}",
            "{{",
            "}}",
            "{{body.x}}",
            "{{{x}}}",
            "{name}",
            "${env:HOME}",
            "$from",
            "$$",
            "#",
            "?",
            "=",
            "&a=b",
            "+",
            ";",
            ",",
            "|",
            ":",
            "@",
            "user:pass@evil.test",
            "evil.test",
            "[::1]",
            "null",
            "true",
            "007",
            "1e400",
            "İ",
            "ı",
            "ß",
            "X: y\r\nX-Evil: 1",
            "--boundary",
            "--boundary--\r\n",
            "Set-Cookie: a=b",
            "\u202Eabc",
            "😀",
            "\u0000");

    private Nasty() {}

    /** Any of them. */
    public static String text(Chance chance) {
        return chance.from(
                () -> chance.of(PIECES),
                () -> chance.joined(1, 5, PIECES),
                () -> chance.text(12),
                () -> chance.asciiText(20));
    }

    /** True when the text holds half of a surrogate pair. */
    public static boolean isBroken(String text) {
        return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }
}
