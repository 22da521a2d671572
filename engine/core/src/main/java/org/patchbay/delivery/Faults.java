package org.patchbay.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.patchbay.store.Lanes;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of jobs that could not be worked on. Thread-safe. */
record Faults(Lanes lanes, Foreman foreman, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
    private static final int MOST = 10;

    /**
     * What becomes of a job whose work has thrown; can be repeated when the store is unavailable.
     *
     * @param work empty where it is not known what was to be done
     */
    Runnable thrown(Job job, Optional<Work> work, Throwable fault) {
        if (fault instanceof StoreUnavailable away) {
            LOG.warn("delivery.waits execution={} endpoint={} {}", job.execution(), job.endpoint(), away.getMessage());
            return () -> putOff(job, clock.instant().plus(AFTER_A_FAULT));
        }
        return () -> fault(job, work, fault);
    }

    /** It could not be worked on: that is no try, and what has left has left. */
    void putOff(Job job, Instant due) {
        if (lanes.begun(job)) {
            lanes.lookAgain(job, job.attempts(), due);
        } else {
            lanes.postpone(job, job.attempts(), due);
        }
    }

    /** A fault of ours: tried again for a while, unless the request may have left. */
    private void fault(Job job, Optional<Work> work, Throwable fault) {
        if (lanes.begun(job) || job.attempts() >= MOST) {
            LOG.error("delivery.fault job={} endpoint={} a person has to look at it", job.id(), job.endpoint(), fault);
            bury(job, work);
            return;
        }
        LOG.error(
                "delivery.fault job={} endpoint={} it is tried again in {}",
                job.id(),
                job.endpoint(),
                AFTER_A_FAULT,
                fault);
        lanes.postpone(job, job.attempts() + 1, clock.instant().plus(AFTER_A_FAULT));
    }

    private void bury(Job job, Optional<Work> work) {
        var now = clock.instant();
        var listed = Elements.of(job, lanes, now);
        var begun = lanes.begun(job);
        var kind = begun || listed.hasUnknown() ? Letter.Kind.UNKNOWN : Letter.Kind.DEAD;
        var left = JsonNodeFactory.instance.objectNode();
        if (kind == Letter.Kind.DEAD) {
            listed.undone().forEach(element -> lanes.keep(job, element, Optional.empty()));
        } else if (begun && (!listed.isEmpty() || work.filter(Work::isList).isPresent())) {
            Leavings.cut(left, listed.next());
        }
        var held = kind == Letter.Kind.DEAD ? Optional.<Instant>empty() : work.flatMap(one -> one.heldUntil(now));
        lanes.bury(new Letter(job, kind, "the engine ran into a fault of its own", now, held), left);
        foreman.finished(job, Optional.empty());
    }
}
