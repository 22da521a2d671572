package org.patchbay.engine;

import java.util.List;
import org.patchbay.exchange.Values;

/** Whom a request to a hook means. */
sealed interface Admitted {
    /** It is not genuine, or not clear; the reason is for the log. */
    record Refused(String reason) implements Admitted {}

    /** It is genuine and means nobody; what its answer can read. */
    record Nobody(Values values) implements Admitted {}

    /** It is genuine and means these. */
    record In(List<Guest> guests) implements Admitted {
        public In {
            guests = List.copyOf(guests);
        }
    }
}
