package org.patchbay.config;

import org.patchbay.definition.At;
import org.patchbay.definition.Problems;

/** Limits of one document (format reference, sections 2.2 and 16). */
final class Bounds {
    static final int BYTES = 1 << 20;
    static final int DEPTH = 50;
    static final int VALUES = 100_000;
    private static final int KEY = 256;
    private static final int POINTER = 300;

    private Bounds() {}

    /** True when the text may be read; else the reason is reported. */
    static boolean allow(String path, String text, Problems problems) {
        var start = new At(path, 1, 1, 1, "");
        if (text.length() > BYTES || (text.length() > BYTES / 4 && utf8Length(text) > BYTES)) {
            problems.add(
                    "PB106",
                    start,
                    "the document is larger than 1 MiB",
                    "split it: every file below the directory is read");
            return false;
        }
        if (text.startsWith("\uFEFF")) {
            problems.add(
                    "PB106",
                    start,
                    "the document begins with a byte order mark",
                    "save it as UTF-8 without a byte order mark");
            return false;
        }
        return allowCharacters(path, text, problems);
    }

    private static boolean allowCharacters(String path, String text, Problems problems) {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '\n') {
                line++;
                lineStart = i + 1;
            } else if (isRefused(text, i)) {
                var column = text.codePointCount(lineStart, i) + 1;
                problems.add(
                        "PB106",
                        new At(path, line, column, column, ""),
                        "the character U+%04X cannot stand in a document".formatted((int) character),
                        "delete it, or write it as \"\\u%04X\" in double quotes".formatted((int) character));
                return false;
            }
        }
        return true;
    }

    private static boolean isRefused(String text, int index) {
        var character = text.charAt(index);
        if (character < 0x20) {
            return character != '\t' && character != '\r';
        }
        if (Character.isHighSurrogate(character)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(character)) {
            return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        return (character >= 0x7F && character < 0xA0 && character != 0x85)
                || character == 0xFEFF
                || character >= 0xFFFE;
    }

    private static long utf8Length(String text) {
        return text.codePoints().mapToLong(Bounds::utf8Length).sum();
    }

    private static int utf8Length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** True when a key may be that long; a pointer holds the keys above a value. */
    static boolean allowsKey(String key) {
        return key.length() <= KEY;
    }

    /** Pointer of a value below another (RFC 6901); it stops growing where only an attack would go on. */
    static String pointer(String parent, String key) {
        return parent.length() > POINTER
                ? parent
                : parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
