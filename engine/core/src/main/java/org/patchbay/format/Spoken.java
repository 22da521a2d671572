package org.patchbay.format;

import java.util.Optional;
import java.util.OptionalInt;
import org.patchbay.definition.Name;

/**
 * A format word as written, taken apart.
 *
 * @param word what stands before the first colon
 * @param argument what stands after it
 */
record Spoken(Name name, String word, Optional<String> argument) {
    static Spoken of(Name name) {
        var colon = name.text().indexOf(':');
        return colon < 0
                ? new Spoken(name, name.text(), Optional.empty())
                : new Spoken(
                        name,
                        name.text().substring(0, colon),
                        Optional.of(name.text().substring(colon + 1)));
    }

    String written() {
        return name.text();
    }

    /** The argument as a count; empty when it is none within the bounds. */
    OptionalInt count(int least, int most) {
        var digits = argument.orElse("");
        if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        var count = Integer.parseInt(digits);
        return count < least || count > most ? OptionalInt.empty() : OptionalInt.of(count);
    }
}
