package org.patchbay.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letters;

/**
 * Executions of which nothing has ended yet. Their jobs say all about them, so the journal need not: nothing is written twice, and none of
 * them is lost with a process.
 *
 * @param revisions by their numbers, those that this process knows
 */
record Accepted(Letters letters, LongFunction<Optional<Live>> revisions) {
    /** Those that fit, newest first. */
    List<Execution> list(Filter filter) {
        return filter.acceptsAccepted()
                ? letters.accepted(filter).stream().map(this::told).toList()
                : List.of();
    }

    /** The one of that id, in that call centre when one is given. */
    Optional<Execution> find(String id, Optional<String> callCentre) {
        return letters.waiting(id).stream()
                .findFirst()
                .filter(job ->
                        callCentre.map(job.trigger().callCentre()::equals).orElse(true))
                .map(this::told);
    }

    /** The execution of a job, as it may be kept. */
    Execution told(Job job) {
        var execution = Execution.accepted(job.execution(), job.trigger(), job.revision());
        return revisions
                .apply(job.revision())
                .map(live -> Discretion.kept(execution, live))
                .orElseGet(execution::withoutBodies);
    }
}
