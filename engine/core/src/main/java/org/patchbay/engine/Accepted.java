package org.patchbay.engine;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letters;

/**
 * Executions of which nothing has ended yet. Their jobs say all about them, so the journal need not: nothing is written twice, and none of
 * them is lost with a process.
 *
 * @param revisions by their numbers; empty when there is none, or its documents no longer pass
 * @param live what says how long bodies are kept
 */
record Accepted(
        Letters letters, LongFunction<Optional<Live>> revisions, Supplier<Optional<Live>> live, InstantSource clock) {
    /** Those that fit, newest first. */
    List<Execution> list(Filter filter) {
        if (!filter.acceptsAccepted()) {
            return List.of();
        }
        var known = new HashMap<Long, Optional<Live>>();
        return letters.accepted(filter).stream()
                .map(job -> told(job, known.computeIfAbsent(job.revision(), revisions::apply)))
                .toList();
    }

    /** The one of that id, in that call centre when one is given. */
    Optional<Execution> find(String id, Optional<String> callCentre) {
        return letters.accepted(id)
                .filter(job ->
                        callCentre.map(job.trigger().callCentre()::equals).orElse(true))
                .map(this::told);
    }

    /** The execution of a job, as it may be kept. */
    Execution told(Job job) {
        return told(job, revisions.apply(job.revision()));
    }

    private Execution told(Job job, Optional<Live> revision) {
        var execution = Execution.accepted(job.execution(), job.trigger(), job.revision());
        return revision.filter(_ -> isBodyKept(execution))
                .map(own -> Discretion.kept(execution, own))
                .orElseGet(execution::withoutBodies);
    }

    /** Work may wait longer than the journal keeps bodies. */
    private boolean isBodyKept(Execution execution) {
        return live.get()
                .map(now -> Sweeper.keep(now).bodies(execution.callCentre()))
                .map(time -> clock.instant().minus(time))
                .map(before -> !execution.startedAt().isBefore(before))
                .orElse(true);
    }
}
