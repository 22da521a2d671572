package org.patchbay.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What steps remember for one call: one JSON object per call centre, integrator and call. */
public interface CallMemory {
    /** What is remembered and not yet over, an own copy; an empty object when nothing is. */
    ObjectNode recall(CallKey key, Instant now);

    /** Lays these names over what is remembered; each lives until then. Atomic. */
    void remember(CallKey key, ObjectNode values, Instant until);

    /**
     * The same without waiting for the disk: what is recalled from now on has it, and it is kept at the latest with what the store keeps
     * next.
     */
    default void note(CallKey key, ObjectNode values, Instant until) {
        remember(key, values, until);
    }

    /** Lets go of what is over by then. */
    void forgetBefore(Instant now);

    /** Whose memory. */
    record CallKey(String callCentre, String integrator, String callId) {}
}
