package org.patchbay.sign;

import java.util.List;
import java.util.Locale;
import org.patchbay.definition.Place;

/**
 * One place that a signature writes into.
 *
 * @param pieces the text, or its parts where the place lists several
 * @param split what separates parts in what is received; empty when the place holds one text
 * @param after index of the value after which it can be written; -1 when it needs none
 */
record Carry(Spot spot, Input text, List<Input> pieces, String split, Needs needs, int after, Letters letters) {
    Carry {
        pieces = List.copyOf(pieces);
    }

    /** How what is received is compared. */
    enum Letters {
        EXACT,
        ANY_CASE
    }

    Place place() {
        return spot.place();
    }

    String key() {
        return spot.key();
    }

    /** The place in words, for a log line: {@code header X-Sign}. */
    String name() {
        return spot.place().name().toLowerCase(Locale.ROOT) + " `" + spot.key() + "`";
    }
}
