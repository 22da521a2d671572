package org.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;

/**
 * The jobs that ended without success, and what can be done with jobs that nobody works on. Whoever asks for many gets one after the
 * other: all that they bring may be more than memory has room for.
 */
public interface Letters {
    /** The letters asked for, in the order in which their jobs were accepted. */
    Stream<Letter> list(Filter filter);

    /** The letter of that job. */
    Optional<Letter> find(String job);

    /** The jobs asked for that wait, likewise; of no kind of letter. */
    Stream<Job> waiting(Filter filter);

    /**
     * Of each execution of which jobs wait and the journal has nothing the first of these jobs; the newest execution first.
     *
     * @param filter one that accepts such executions ({@link Journal.Filter#acceptsAccepted})
     */
    List<Job> accepted(Journal.Filter filter);

    /** The first job of an execution that waits. */
    Optional<Job> accepted(String execution);

    /** Numbers of the revisions on which jobs and letters are to be run. */
    Set<Long> revisions();

    /** How many there are of a kind. */
    int count(Letter.Kind kind);

    /** The jobs of an execution that wait, in order. */
    List<Job> waiting(String execution);

    /**
     * Puts a letter away: what it was about is settled. A lane that waited behind it goes on.
     *
     * @return false when there is no such letter
     */
    boolean settle(String job);

    /**
     * Makes jobs of letters again, under their old ids and with all tries before them. Whoever held up its lane stays first in it, the
     * others queue up at the ends of theirs, in the order in which they were accepted.
     *
     * @param revision number of the revision to run on; empty: the one they were accepted on
     * @return how many there were
     */
    default int again(List<String> jobs, OptionalLong revision, Instant now) {
        return again(jobs, revision, List.of(), now);
    }

    /** The same, together with what is known by now of what they have done; it is let be when none of them is a letter. */
    int again(List<String> jobs, OptionalLong revision, List<Left> left, Instant now);

    /**
     * Drops a job that waits.
     *
     * @return false when there is none, or somebody works on it
     */
    boolean cancel(String job);

    /** Lets go of letters that ended before. */
    default void forgetBefore(Instant time) {
        forget(Outdated.before(time));
    }

    /** Lets go of letters by when they ended. */
    void forget(Outdated old);

    /**
     * Which letters are asked for; empty means any.
     *
     * @param limit 1 to 10,000
     */
    record Filter(
            Optional<Letter.Kind> kind,
            Optional<String> callCentre,
            Optional<String> integrator,
            Optional<String> endpoint,
            Optional<String> execution,
            int limit) {
        public Filter {
            if (limit < 1 || limit > 10_000) {
                throw new IllegalArgumentException("limit " + limit + " is not between 1 and 10000");
            }
        }

        /** All letters of an execution. */
        public static Filter ofExecution(String execution) {
            return new Filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(execution),
                    10_000);
        }

        /** Whether the letter is one of those; the limit aside. */
        public boolean accepts(Letter letter) {
            return matches(kind, letter.kind()) && accepts(letter.job());
        }

        /** Whether the job is one of those, whatever became of it; the limit aside. */
        public boolean accepts(Job job) {
            return matches(callCentre, job.trigger().callCentre())
                    && matches(integrator, job.integrator())
                    && matches(endpoint, job.endpoint())
                    && matches(execution, job.execution());
        }

        private static <T> boolean matches(Optional<T> wanted, T value) {
            return wanted.map(value::equals).orElse(true);
        }
    }
}
