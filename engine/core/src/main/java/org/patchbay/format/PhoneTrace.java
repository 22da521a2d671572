package org.patchbay.format;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds one phone number in texts, however it is written there. Immutable. */
public final class PhoneTrace {
    /** Fewer digits than these are an extension or a short code, and stand in many texts that mean something else. */
    private static final int SHORTEST = 7;

    /** A tab or a line break, also as JSON writes it; the plus of forms; what divides thousands or the parts of a name; and the blanks of many bytes that addresses and JSON spell out. */
    private static final Pattern BLANK = Pattern.compile(
            "[\\t\\r\\n+,_|~'\u2019\u00b7]|\\\\+[trn]|%C2%A0|%E2%80%(?:87|89|8B|AF)|\\\\+u(?:00a0|20[0-2][0-9a-f])",
            Pattern.CASE_INSENSITIVE);

    private final String significant;

    private PhoneTrace(String significant) {
        this.significant = significant;
    }

    /**
     * The trace of a number; empty when it is too short to be one person's, or no number.
     *
     * @param country where it is dialled, when it is a national number
     */
    public static Optional<PhoneTrace> of(String number, Optional<String> country) {
        return Optional.of(significant(number, country))
                .filter(digits -> digits.length() >= SHORTEST)
                .map(PhoneTrace::new);
    }

    /** The digits that all spellings of a number have in common: those after the country code and the trunk prefix. */
    static String significant(String number, Optional<String> country) {
        if (PhoneReader.read(number, country) instanceof Phone.World(var found, var _, var _)) {
            return Long.toString(found.getNationalNumber());
        }
        var digits = new StringBuilder();
        DigitRun.in(number).forEach(run -> digits.append(run.digits()));
        return digits.toString().replaceFirst("^0+", "");
    }

    /** Whether the number stands in the text, which may be a form, an address or JSON: what means a blank there is one. */
    public boolean in(String text) {
        var plain = BLANK.matcher(text).replaceAll(" ");
        return DigitRun.in(plain).stream().anyMatch(run -> run.digits().contains(significant));
    }
}
