package org.patchbay.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Trigger;

/**
 * Work that goes on after the answer. Jobs of one lane run one after the other in the order they were accepted, on one node at a time.
 * Nothing happens to a job that is not claimed here, or whose lane was given to another node since.
 */
public interface Lanes {
    /** Stands between an endpoint and the index of an element of its list; no name has it. */
    String ELEMENT = "#";

    /**
     * Accepts jobs, all or none, in this order; kept as well as the store can keep when this returns. A job whose id is known already,
     * waiting, as a letter or by the result that it left, is not accepted a second time.
     *
     * @return those that were known already
     */
    default List<Job> accept(List<Job> jobs) {
        return accept(jobs, List.of());
    }

    /** The same, together with what other steps have left that the jobs build on. */
    List<Job> accept(List<Job> jobs, List<Left> left);

    /**
     * Accepts jobs that are begun: their requests have left, and nobody knows what became of them. Of one that was accepted so before and
     * waits nothing changes but that it is due earlier, if these say so; other known ones stay as they are.
     *
     * @return those that were not known
     */
    List<Job> acceptBegun(List<Job> jobs, List<Left> left);

    /**
     * Takes the first jobs of lanes that are due and not taken, until they fill so many places ({@link Job#places}); the last one may be
     * larger. Call centres take turns, priorities within each.
     */
    default List<Job> claim(Instant now, int atMost) {
        return claim(now, atMost, Integer.MAX_VALUE);
    }

    /**
     * The same, so that work of one call centre leaves room for the others'.
     *
     * @param ofOne how many places jobs of one call centre that this process has taken may fill
     */
    List<Job> claim(Instant now, int atMost, int ofOne);

    /** The clock by which jobs are due: one for all who share the lanes, else that of the process. */
    default InstantSource clock(InstantSource own) {
        return own;
    }

    /**
     * True when so many jobs of a call centre, or more, are accepted and not over. Cheap, so it may be asked before each one is
     * accepted; what others have accepted or finished may be missing for some seconds.
     */
    boolean isFull(String callCentre, int most);

    /** True when a job of that lane waits or runs. */
    boolean isBusy(String lane);

    /** When the next lane that is not taken is due. */
    Optional<Instant> nextDue();

    /** How long one may wait before looking whether others have brought work. */
    Duration lookEvery();

    /** True while no other node can have been given the lane of this claimed job. */
    boolean holds(Job job);

    /** The request of this job may leave from now on; false when its lane is in other hands, and nothing may leave. */
    boolean begin(Job job);

    /** True when the job was begun and neither finished nor postponed since: how that attempt ended is not known. */
    boolean begun(Job job);

    /**
     * Keeps what a claimed job has done of a list, so that nobody who goes on with it does that again: among the {@link #results}, under
     * the name of its endpoint, {@link #ELEMENT} and the index.
     *
     * @param left empty: it is to be done again
     * @return false when its lane is in other hands
     */
    boolean keep(Job job, int element, Optional<JsonNode> left);

    /**
     * The job is over; the lane goes on with its next one. When the store is unavailable the lane stays taken: call again.
     *
     * @param result what the step left for the later ones of its execution
     */
    void finish(Job job, Optional<JsonNode> result);

    /** The job is over without success; otherwise as {@link #finish}. */
    void bury(Letter letter, JsonNode result);

    /** The job is tried again then; its lane waits. Otherwise as {@link #finish}. */
    default void postpone(Job job, int attempts, Instant due) {
        postpone(job, attempts, due, List.of());
    }

    /** The same, together with what is known by now of what it has done. */
    void postpone(Job job, int attempts, Instant due, List<Left> left);

    /** The job is looked at again then; its lane waits, and what was begun stays begun. Otherwise as {@link #finish}. */
    void lookAgain(Job job, int attempts, Instant due);

    /** The job is tried again then, in a lane of its own; the lane goes on with its next one. Otherwise as {@link #finish}. */
    void stepAside(Job job, int attempts, Instant due);

    /**
     * This process does nothing more about a claimed job; what it had to say of it is written, or never will be. A lane that is still
     * its own can be claimed again, by whomever.
     */
    void leave(Job job);

    /** True when a later job of the same lane is for the same endpoint. */
    boolean overtaken(Job job);

    /** Results of the steps of that execution and integrator, an object by endpoint. */
    JsonNode results(String execution, String integrator);

    /** Lets go of what the jobs of an execution left, so that they can be accepted again. */
    void forget(String execution);

    /** Lets go of results that jobs accepted before then have left, of executions with no job that waits and no letter. */
    void forgetBefore(Instant time);

    /** Jobs accepted and not finished. */
    int waiting();

    /** What waits of an execution. */
    List<Pending> waiting(String execution);

    /** A job that waits, without what it brings. */
    record Pending(String integrator, String endpoint, long revision) {}

    /** What a step of an execution has left for the later ones, and when its execution began. */
    record Left(String execution, String integrator, String endpoint, JsonNode result, Instant since) {
        /** What a job has left. */
        public static Left of(Job job, JsonNode result) {
            return of(job, job.endpoint(), result);
        }

        /** What it has left of an element of its list. */
        public static Left of(Job job, int element, JsonNode result) {
            return of(job, job.endpoint() + ELEMENT + element, result);
        }

        private static Left of(Job job, String name, JsonNode result) {
            return new Left(job.execution(), job.integrator(), name, result, job.acceptedAt());
        }
    }

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
            Instant due) {
        /** Bytes of memory for each of a text, as an estimate. */
        private static final int TIMES = 2;

        /** Memory of one place, in bytes. */
        private static final long PLACE =
                Math.max(16 << 10, Runtime.getRuntime().maxMemory() / 16 / 256);

        /** The same after so many tries, due then. */
        public Job tried(int times, Instant next) {
            return new Job(id, lane, execution, integrator, endpoint, trigger, revision, times, acceptedAt, next);
        }

        /** The same in a lane that nobody else is in. */
        public Job aside() {
            return new Job(id, id, execution, integrator, endpoint, trigger, revision, attempts, acceptedAt, due);
        }

        /** The same with all tries before it, on that revision. */
        public Job anew(long number, Instant now) {
            return new Job(id, lane, execution, integrator, endpoint, trigger, number, 0, now, now);
        }

        /**
         * Of the places where work is done one that brings little needs one, and what is large as many as it needs memory; 256 of
         * them are a sixteenth of the memory of this process.
         */
        public int places() {
            return places(trigger.weight());
        }

        /** The same of one of which is known how many bytes it brings as text. */
        public static int placesOfText(long length) {
            return places(TIMES * length);
        }

        private static int places(long bytes) {
            return Math.toIntExact(Math.min(1 + bytes / PLACE, Integer.MAX_VALUE / 2));
        }

        /** Which work goes first. */
        public Priority priority() {
            return Priority.of(trigger.name());
        }

        /** Its place among the turns. */
        public Turns.Ticket ticket() {
            return new Turns.Ticket(id, lane, trigger.callCentre(), priority(), due, places());
        }
    }
}
