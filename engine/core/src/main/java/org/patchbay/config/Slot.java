package org.patchbay.config;

import java.util.Optional;

/**
 * One component of a record as documents see it.
 *
 * @param word the key
 * @param fallback what an absent key means, written as an admin would write it
 */
record Slot(String word, Use use, Want want, Optional<String> fallback, String doc, String example) {
    /** What a component is filled from. */
    enum Use {
        /** The value of the key. */
        KEY,
        /** The place of the map. */
        PLACE,
        /** The same map: the keys of the record stand beside the others. */
        INLINE
    }

    /** True when the key must be given. */
    boolean isRequired() {
        return use == Use.KEY
                && fallback.isEmpty()
                && switch (want) {
                    case Want.Maybe _, Want.ListOf _, Want.MapOf _, Want.Meanings _, Want.Kept _ -> false;
                    default -> true;
                };
    }
}
