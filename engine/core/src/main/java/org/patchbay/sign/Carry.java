package org.patchbay.sign;

import java.util.List;
import java.util.Locale;
import org.patchbay.definition.Place;
import org.patchbay.wire.DottedKey;

/**
 * One place that a signature writes into.
 *
 * @param pieces the text, or its parts where the place lists several
 * @param split what separates parts in what is received; empty when the place holds one text
 * @param after index of the value after which it can be written; -1 when it needs none
 */
record Carry(
        Place place,
        String key,
        DottedKey dotted,
        Input text,
        List<Input> pieces,
        String split,
        Needs needs,
        int after,
        Letters letters) {
    Carry {
        pieces = List.copyOf(pieces);
    }

    /** How what is received is compared. */
    enum Letters {
        EXACT,
        ANY_CASE
    }

    /** The place in words, for a log line: {@code header X-Sign}. */
    String name() {
        return place.name().toLowerCase(Locale.ROOT) + " `" + key + "`";
    }
}
