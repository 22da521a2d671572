package org.patchbay.format;

import java.text.Normalizer;
import java.util.Map;

/** Writes any text with the 95 printable characters of ASCII and line breaks: Vietnamese without its marks, the rest as a question mark. */
final class Ascii {
    /** What Unicode does not take apart (UnicodeData.txt has no decomposition for these). */
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'Đ', "D"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'Ð', "D"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'Ø', "O"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'Ł', "L"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'Ħ', "H"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'Ŧ', "T"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'ẞ', "SS"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'Æ', "AE"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'Œ', "OE"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'Þ', "Th"));

    private static final Map<Integer, String> SIGNS = Map.ofEntries(
            Map.entry((int) '‘', "'"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '‚', "'"),
            Map.entry((int) '“', "\""),
            Map.entry((int) '”', "\""),
            Map.entry((int) '„', "\""),
            Map.entry((int) '«', "\""),
            Map.entry((int) '»', "\""),
            Map.entry((int) '‐', "-"),
            Map.entry((int) '–', "-"),
            Map.entry((int) '—', "-"),
            Map.entry((int) '−', "-"),
            Map.entry((int) '⁄', "/"),
            Map.entry((int) '•', "*"),
            Map.entry((int) '×', "x"),
            Map.entry((int) '€', "EUR"),
            Map.entry((int) '₫', "VND"));

    private Ascii() {}

    static String fold(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        var out = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> append(c, out));
        return out.toString();
    }

    private static void append(int c, StringBuilder out) {
        if (c < 128) {
            out.append((char) c);
        } else if (!isMark(c)) {
            out.append(LETTERS.getOrDefault(c, SIGNS.getOrDefault(c, Character.isSpaceChar(c) ? " " : "?")));
        }
    }

    /** Marks above and below letters, and characters that only join or select others. */
    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }
}
