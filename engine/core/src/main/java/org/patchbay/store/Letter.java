package org.patchbay.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.store.Lanes.Job;

/**
 * A job that ended without success and is kept until somebody decides about it, or it is forgotten.
 *
 * @param reason what happened, without secrets
 * @param heldUntil its lane waits behind it that long; empty: the lane has gone on
 */
public record Letter(Job job, Kind kind, String reason, Instant endedAt, Optional<Instant> heldUntil) {
    /** What is known of how it ended. */
    public enum Kind {
        /** It did not happen, and no further try is made. */
        DEAD,
        /** It may have happened: it is not repeated unless somebody says that it did not. */
        UNKNOWN;

        /** The word for people. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
