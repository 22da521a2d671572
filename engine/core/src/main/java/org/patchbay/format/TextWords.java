package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.exchange.Scalars;

/** Formats of texts. Letters change case as in no language, so a Turkish server writes the same i. */
final class TextWords {
    static final List<String> NAMES = List.of("text", "trim", "lower", "upper", "ascii", "truncate:160", "segments");

    private TextWords() {}

    static Optional<Word> word(Spoken spoken) {
        return switch (spoken.word()) {
            case "truncate" -> truncate(spoken);
            case String _ when spoken.argument().isPresent() -> Optional.empty();
            case "text" -> Optional.of(Word.text(text -> text));
            case "trim" -> Optional.of(Word.text(TextWords::trim));
            case "lower" -> Optional.of(Word.text(text -> text.toLowerCase(Locale.ROOT)));
            case "upper" -> Optional.of(Word.text(text -> text.toUpperCase(Locale.ROOT)));
            case "ascii" -> Optional.of(Word.text(Ascii::fold));
            case "segments" -> Optional.of((value, _) -> segments(value));
            default -> Optional.empty();
        };
    }

    private static Optional<Word> truncate(Spoken spoken) {
        var most = spoken.count(1, 999_999);
        return most.isEmpty() ? Optional.empty() : Optional.of(Word.text(text -> truncate(text, most.getAsInt())));
    }

    /** Counts code points, so that no emoji is cut in two. */
    private static String truncate(String text, int most) {
        return text.length() <= most || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static String trim(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** White space as people see it: no-break spaces and the byte order mark too. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }

    /** The parts between slashes as a list: each becomes a segment of its own in a path. */
    private static JsonNode segments(JsonNode value) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var part : Scalars.text(value).split("/", -1)) {
            array.add(part);
        }
        return array;
    }
}
