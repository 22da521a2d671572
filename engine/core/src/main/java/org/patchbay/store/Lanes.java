package org.patchbay.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Trigger;

/** Work that goes on after the answer. Jobs of one lane run one after the other in the order they were accepted. */
public interface Lanes {
    /** Accepts jobs, all or none, in this order; kept as well as the store can keep when this returns. */
    void accept(List<Job> jobs);

    /** Takes the first job of up to that many lanes that are due and not taken. */
    List<Job> claim(Instant now, int atMost);

    /** When the next lane that is not taken is due. */
    Optional<Instant> nextDue();

    /** The job is over; the lane goes on with its next one. */
    void finish(Job job);

    /** The job is tried again then; its lane waits. */
    void postpone(Job job, int attempts, Instant due);

    /** Keeps what a step of an execution left for the later ones. */
    void keepResult(Job job, JsonNode result);

    /** Results of the steps of that execution and integrator, by endpoint. */
    JsonNode results(String execution, String integrator);

    /** Jobs accepted and not finished. */
    int waiting();

    /**
     * One endpoint to be run.
     *
     * @param id constant over retries; also the idempotency key of the call
     * @param lane jobs of the same lane keep their order
     * @param revision number of the revision it was accepted on, and is run on
     * @param attempts tries so far
     */
    record Job(
            String id,
            String lane,
            String execution,
            String integrator,
            String endpoint,
            Trigger trigger,
            long revision,
            int attempts,
            Instant acceptedAt,
            Instant due) {}
}
