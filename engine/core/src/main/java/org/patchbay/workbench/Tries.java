package org.patchbay.workbench;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.delivery.Schedule;
import org.patchbay.delivery.Work;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Run;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Stepper;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.memory.MemoryStore;

/** The tries of one step of a test, on a clock that waits for nobody. */
record Tries(Run run, Bound step, MemoryStore store, TestClock clock) {
    private static final Duration AMPLE = Duration.ofHours(1);

    /** Tries as the engine would: a waiting step at most twice, a background one by its schedule. */
    Ending last(Stepper stepper) {
        var schedule = new Schedule(new Late());
        var job = new Job(
                "test",
                "test",
                "test",
                run.tenant().name(),
                step.name(),
                run.trigger(),
                1,
                0,
                clock.instant(),
                clock.instant());
        var work = new Work(run, step, stepper, new Settling(store));
        for (var attempt = 1; ; attempt++) {
            var ending = stepper.attempt(run, step, attempt, Deadline.in(AMPLE));
            var outcome = ending.outcome();
            if (ending.status() == Step.Status.ACCEPTED) {
                attempt = 0;
                continue;
            }
            if (step.delivery() == DeliveryMode.WAIT) {
                var again = attempt == 1
                        && outcome.filter(Outcome.Retry.class::isInstance).isPresent()
                        && step.mayRepeat();
                if (!again) {
                    return ending;
                }
            } else {
                var tries = attempt;
                var due = outcome.flatMap(found -> schedule.next(job, work, found, tries, clock.instant()));
                if (due.isEmpty()) {
                    return ending;
                }
                clock.advanceTo(due.get());
            }
        }
    }

    /** Draws the longest wait each time, so that a test's clock shows the schedule as it is written. */
    private static final class Late implements RandomGenerator {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }
}
