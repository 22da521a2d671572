package org.patchbay.format;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The number inside a text, out of its URI: {@code tel:} (RFC 3966), {@code sip:} (RFC 3261 §19.1), with or without a display name.
 *
 * @param number the number itself, as libphonenumber reads it
 * @param host host of a SIP address
 */
record PhoneText(String number, Optional<String> host) {
    /** What phone systems write when the caller does not want to be known, letters only. */
    private static final Set<String> WITHHELD = Set.of(
            "anonymous",
            "private",
            "privatenumber",
            "withheld",
            "numberwithheld",
            "unknown",
            "unknownnumber",
            "unknowncaller",
            "restricted",
            "unavailable",
            "blocked",
            "hidden",
            "nocallerid",
            "unassigned");

    static PhoneText of(String written) {
        var text = bare(written.strip());
        var colon = text.indexOf(':');
        return switch (colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "sip", "sips" -> sip(text.substring(colon + 1));
            case "tel", "callto" -> new PhoneText(user(text.substring(colon + 1)), Optional.empty());
            default -> new PhoneText(text, Optional.empty());
        };
    }

    /** The address in {@code "An" <sip:101@pbx.example>} (RFC 3261 §20.10). */
    private static String bare(String text) {
        var open = text.lastIndexOf('<');
        var close = text.indexOf('>', open + 1);
        return open < 0 || close < 0 ? text : text.substring(open + 1, close).strip();
    }

    private static PhoneText sip(String address) {
        var whole = upTo(address, '?');
        var at = whole.indexOf('@');
        if (at < 0) {
            return new PhoneText(user(upTo(whole, ';')), Optional.empty());
        }
        return new PhoneText(user(whole.substring(0, at)), Optional.of(upTo(whole.substring(at + 1), ';')));
    }

    /** User part without password; with parameters that matter it is a number as in a tel URI (RFC 3261 §19.1.6). */
    private static String user(String part) {
        var words = part.split(";", -1);
        var user = upTo(words[0], ':');
        var number = user.indexOf('%') < 0 ? user : decoded(user);
        var kept = Arrays.stream(words).skip(1).filter(PhoneText::matters).toList();
        return kept.isEmpty() ? number : "tel:" + number + ";" + String.join(";", kept);
    }

    /** An extension, or a context that is a country code or an area; a context that names a host is nothing to dial. */
    private static boolean matters(String parameter) {
        var word = parameter.toLowerCase(Locale.ROOT);
        return word.startsWith("ext=") || word.startsWith("phone-context=+");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static String upTo(String text, char end) {
        var found = text.indexOf(end);
        return found < 0 ? text : text.substring(0, found);
    }

    boolean isWithheld() {
        var letters = new StringBuilder();
        for (var i = 0; i < number.length(); i++) {
            var c = number.charAt(i);
            if (Character.isDigit(c)) {
                return false;
            }
            if (Character.isLetter(c)) {
                letters.append(c);
            }
        }
        return WITHHELD.contains(letters.toString().toLowerCase(Locale.ROOT))
                || host.filter(name -> name.endsWith("anonymous.invalid")).isPresent();
    }
}
