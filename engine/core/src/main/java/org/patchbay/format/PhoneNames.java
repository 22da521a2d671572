package org.patchbay.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names under which systems keep phone numbers, so that what stands there is known to be one. */
final class PhoneNames {
    private static final List<String> PARTS = List.of(
            "phone",
            "mobile",
            "msisdn",
            "caller",
            "callee",
            "called",
            "calling",
            "dial",
            "fax",
            "whatsapp",
            "sdt",
            "telefon");
    private static final Set<String> WHOLE = Set.of(
            "tel",
            "telno",
            "cell",
            "ani",
            "dnis",
            "cli",
            "from",
            "to",
            "fromnumber",
            "tonumber",
            "number",
            "numbers",
            "line",
            "src",
            "dst",
            "source",
            "destination",
            "recipient",
            "sender");

    private PhoneNames() {}

    /** Whether values of that name are phone numbers. */
    static boolean has(String name) {
        var word = letters(name);
        return WHOLE.contains(word) || PARTS.stream().anyMatch(word::contains);
    }

    private static String letters(String name) {
        var word = new StringBuilder();
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetter).forEach(word::appendCodePoint);
        return word.toString();
    }

    /** The name that stands before a value in JSON, a form, an address, XML or a sentence; empty when none does. */
    static String before(String text, int value) {
        var end = value;
        while (end > 0 && " \"'\\[".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == 0 || ":=>".indexOf(text.charAt(end - 1)) < 0) {
            return "";
        }
        end--;
        while (end > 0 && " \"'\\".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        var begin = end;
        while (begin > 0 && isOfName(text.charAt(begin - 1))) {
            begin--;
        }
        return text.substring(begin, end);
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
