package org.patchbay.engine;

import java.util.List;
import org.patchbay.definition.Limits;
import org.patchbay.store.Lanes;
import org.patchbay.store.Lanes.Job;

/** What waits of a call centre: one of them cannot fill the queue of all. */
record Backlog(Lanes lanes) {
    private static final long USUAL = 100_000;

    /**
     * Lets an event in if there is room for the background work that it makes, now or when its waiting steps are over. What follows from
     * an event that was let in is not asked about again.
     *
     * @throws Crowded there is none
     */
    void admit(Activity activity, List<Job> jobs, List<Arrived> waiting) {
        var makesWork = !jobs.isEmpty()
                || waiting.stream().anyMatch(one -> !Waits.dependent(one.run()).isEmpty());
        var limits = activity.live().definitions().installation().limits();
        long most = limits.map(Limits::waiting).orElse(USUAL);
        if (makesWork && lanes.isFull(activity.trigger().callCentre(), Math.toIntExact(most))) {
            throw new Crowded(most + " pieces of background work of this call centre wait to be done");
        }
    }
}
