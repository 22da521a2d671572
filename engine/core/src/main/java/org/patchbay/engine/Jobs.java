package org.patchbay.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Run;
import org.patchbay.store.Lanes.Job;

/** Makes jobs of steps: what they are called, and in which lane they go. */
final class Jobs {
    /** The endpoint of a job that holds a whole event back, until the one that it belongs after is over. */
    private static final String NONE = "";

    /** What the endpoint of a job begins with that guards the work of a process, whose name follows; no endpoint is called so. */
    private static final String GUARD = "~";

    private Jobs() {}

    static List<Job> of(Kit kit, Run run, List<Bound> steps, Instant now) {
        return steps.stream()
                .map(step -> job(run, step.name(), Laning.of(kit, run, step), now))
                .toList();
    }

    /** What an event makes at once: all of its steps, or those that build on none that its answer waits for. */
    static List<Job> of(Kit kit, Arrived arrived, List<Arrived> awaited, Instant now) {
        var run = arrived.run();
        return arrived.isEarly()
                ? List.of(holding(run, now))
                : of(kit, run, awaited.contains(arrived) ? Waits.independent(run) : Arrivals.steps(run), now);
    }

    /** A job that holds an early event back, beside the lane of its call, so that the other event can pass. */
    static Job holding(Run run, Instant now) {
        return job(run, NONE, Laning.of(run) + "/" + run.execution(), now);
    }

    static boolean isHolding(Job job) {
        return job.endpoint().equals(NONE);
    }

    /**
     * A job that guards what a process does after its answer, beside the lane of its call: when that process is gone, another one does
     * the rest.
     */
    static Job guarding(Run run, String owner, Instant now) {
        return job(run, GUARD + owner, Laning.of(run) + "/" + run.execution(), now);
    }

    /** The process whose work a job guards. */
    static Optional<String> guarded(Job job) {
        return Optional.of(job.endpoint())
                .filter(name -> name.startsWith(GUARD))
                .map(name -> name.substring(GUARD.length()));
    }

    /** A job of a step whose request has left, in a lane of its own: nothing else waits until it is known what became of it. */
    static Job lost(Run run, Bound step, Instant now) {
        return job(run, step.name(), "", now).aside();
    }

    private static Job job(Run run, String endpoint, String lane, Instant now) {
        return new Job(
                run.key(endpoint),
                lane,
                run.execution(),
                run.tenant().name(),
                endpoint,
                run.trigger(),
                run.revision(),
                0,
                now,
                now);
    }
}
