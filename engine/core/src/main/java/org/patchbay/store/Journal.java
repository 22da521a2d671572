package org.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Execution.Status;
import org.patchbay.exchange.Step;

/**
 * The executions. Written behind: an append returns at once; a read sees what this process appended before.
 */
public interface Journal {
    /** What a filter calls failed. */
    Set<Status> FAILED = Set.of(Status.FAILED, Status.TIMED_OUT, Status.PARTIAL);

    /** Keeps an execution; one with the same id is replaced. */
    void append(Execution execution);

    /** The execution of that id, in that call centre when one is given. */
    Optional<Execution> find(String id, Optional<String> callCentre);

    /** Newest first. */
    List<Execution> list(Filter filter);

    /** Removes executions that started before. */
    default void forgetBefore(Instant time) {
        forget(Outdated.before(time));
    }

    /** Removes the bodies in executions that started before. */
    default void forgetBodiesBefore(Instant time) {
        forgetBodies(Outdated.before(time));
    }

    /** Removes executions by when they started. */
    void forget(Outdated old);

    /** Removes the bodies in executions by when they started. */
    void forgetBodies(Outdated old);

    /**
     * What is asked for; empty means any.
     *
     * @param failedOnly runs that failed, timed out or were partial
     * @param before only executions with a smaller id: the cursor of the next page
     * @param limit 1 to 500
     */
    record Filter(
            Optional<String> callCentre,
            Optional<String> integrator,
            Optional<String> endpoint,
            Optional<String> trigger,
            Optional<String> status,
            Optional<String> callId,
            Optional<Instant> since,
            Optional<Long> revision,
            boolean failedOnly,
            Optional<String> before,
            int limit) {
        public Filter {
            if (limit < 1 || limit > 500) {
                throw new IllegalArgumentException("limit " + limit + " is not between 1 and 500");
            }
        }

        /** The newest executions of all. */
        public static Filter newest(int limit) {
            return new Filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    limit);
        }

        /** Whether the execution is one of those; the limit aside. */
        public boolean accepts(Execution execution) {
            return matches(callCentre, execution.callCentre())
                    && matches(trigger, execution.trigger())
                    && matches(status, execution.status().word())
                    && callId.map(wanted -> execution.callId().equals(Optional.of(wanted)))
                            .orElse(true)
                    && matches(revision, execution.revision())
                    && since.map(time -> !execution.startedAt().isBefore(time)).orElse(true)
                    && before.map(id -> execution.id().compareTo(id) < 0).orElse(true)
                    && (!failedOnly || FAILED.contains(execution.status()))
                    && acceptsSteps(execution.steps());
        }

        /** Whether executions of which nothing has ended may be among those: none of their steps is told yet. */
        public boolean acceptsAccepted() {
            return !failedOnly && acceptsSteps(List.of()) && matches(status, Status.ACCEPTED.word());
        }

        private boolean acceptsSteps(List<Step> steps) {
            return (integrator.isEmpty() && endpoint.isEmpty())
                    || steps.stream().anyMatch(this::accepts);
        }

        private boolean accepts(Step step) {
            return matches(integrator, step.integrator()) && matches(endpoint, step.endpoint());
        }

        private static <T> boolean matches(Optional<T> wanted, T value) {
            return wanted.map(value::equals).orElse(true);
        }
    }
}
