package org.patchbay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.EndpointType;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Letter;

/**
 * All that is kept of one call, and what it stands in, as it may be shown.
 *
 * @param executions the oldest first, at least one
 * @param pending work of the call that is accepted and not over, in order
 * @param letters its work that ended without success and that nobody has decided about
 * @param parties the integrators of its call centre, in order
 * @param budgets how long the answer to each of its triggers is waited for at most
 * @param revision number of the live revision
 */
public record CallFile(
        String callCentre,
        String callId,
        List<Execution> executions,
        List<Pending> pending,
        List<Letter> letters,
        List<Party> parties,
        Map<String, Duration> budgets,
        long revision) {
    public CallFile {
        if (executions.isEmpty()) {
            throw new IllegalArgumentException("call " + callId + " has no execution");
        }
        executions = List.copyOf(executions);
        pending = List.copyOf(pending);
        letters = List.copyOf(letters);
        parties = List.copyOf(parties);
        budgets = Map.copyOf(budgets);
    }

    /**
     * Work that waits.
     *
     * @param endpoint empty: the whole event waits for one that it belongs after
     * @param attempts tries so far
     * @param due when it is looked at next
     * @param ahead what it waits behind
     * @param obstacle what keeps it from being done when its turn comes, as far as this node knows
     */
    public record Pending(
            String execution,
            String integrator,
            String endpoint,
            int attempts,
            Instant due,
            Optional<Ahead> ahead,
            Optional<Obstacle> obstacle) {}

    /** What keeps work from being done besides work before it. */
    public sealed interface Obstacle {
        /** Its partner is left alone for now. */
        record LeftAlone() implements Obstacle {}

        /**
         * Its integrator is kept and does not run.
         *
         * @param why what is wrong with the integrator
         */
        record LeftOut(String why) implements Obstacle {}
    }

    /**
     * The first in a lane, behind which others wait.
     *
     * @param unknown whether nobody knows what became of it, so that it waits for a person
     */
    public record Ahead(String execution, String endpoint, boolean unknown) {}

    /**
     * An integrator of the call centre.
     *
     * @param state why it is stopped
     * @param steps what it runs now, by trigger and endpoint
     * @param helpers its endpoints that no trigger runs, such as logins
     */
    public record Party(
            String integrator, Optional<State> state, Map<String, Map<String, Kind>> steps, Set<String> helpers) {
        public Party {
            steps = Map.copyOf(steps);
            helpers = Set.copyOf(helpers);
        }

        /** What it runs on a trigger, by endpoint. */
        public Map<String, Kind> on(String trigger) {
            return steps.getOrDefault(trigger, Map.of());
        }
    }

    /**
     * What an endpoint is for.
     *
     * @param matches whether it finds none, one or many
     */
    public record Kind(EndpointType type, boolean matches) {}
}
