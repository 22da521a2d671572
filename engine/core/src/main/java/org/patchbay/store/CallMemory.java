package org.patchbay.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** What steps remember for one call: one JSON object per call centre, integrator and call. */
public interface CallMemory {
    /** What is remembered and not yet over, an own copy; an empty object when nothing is. */
    ObjectNode recall(CallKey key, Instant now);

    /** What is remembered under that name and not yet over; missing when nothing is. Not to be changed. */
    JsonNode recall(CallKey key, String name, Instant now);

    /** Lays these names over what is remembered; each lives until then. Atomic. */
    void remember(CallKey key, ObjectNode values, Instant until);

    /**
     * The same without waiting for the disk: what is recalled from now on has it, and it is kept with what the store keeps next, or within
     * a tenth of a second, unless a later note under its name is. The values are the memory's own from then on.
     */
    default void note(CallKey key, ObjectNode values, Instant until) {
        remember(key, values, until);
    }

    /** What was noted is kept as soon as may be; still nobody waits for it. */
    default void hasten() {}

    /** Marks a call as one whose end has not come; when it is to be ended at the latest. Kept as {@link #note} keeps. */
    void open(CallKey key, Instant until);

    /** The call has ended. */
    void close(CallKey key);

    /** Calls that were to end before then, the longest overdue first. */
    List<CallKey> overdue(Instant now, int limit);

    /** Lets go of what is over by then. */
    void forgetBefore(Instant now);

    /** Whose memory. */
    record CallKey(String callCentre, String integrator, String callId) {}
}
