package org.patchbay.engine;

import java.time.Instant;
import java.util.List;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Run;
import org.patchbay.store.Lanes.Job;

/** Makes jobs of steps: what they are called, and in which lane they go. */
final class Jobs {
    /** The endpoint of a job that holds a whole event back, until the one that it belongs after is over. */
    private static final String NONE = "";

    private Jobs() {}

    static List<Job> of(Kit kit, Run run, List<Bound> steps, Instant now) {
        return steps.stream()
                .map(step -> job(run, step.name(), Laning.of(kit, run, step), now))
                .toList();
    }

    /** A job that holds an early event back, beside the lane of its call, so that the other event can pass. */
    static Job holding(Run run, Instant now) {
        return job(run, NONE, Laning.of(run) + "/" + run.execution(), now);
    }

    static boolean isHolding(Job job) {
        return job.endpoint().equals(NONE);
    }

    private static Job job(Run run, String endpoint, String lane, Instant now) {
        return new Job(
                run.execution() + "-" + run.tenant().name() + "-" + endpoint,
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
