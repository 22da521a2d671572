package org.patchbay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.patchbay.delivery.Leavings;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Headway;
import org.patchbay.flow.Run;
import org.patchbay.store.Insistence;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;
import org.patchbay.store.StoreUnavailable;

/**
 * Notes in the store that a request that may not be repeated is about to leave while an answer waits for it. When the process ends before
 * anything is heard, the note is found: a job of which nobody knows what became of it. It is taken back when something is heard.
 */
final class Noted implements Headway {
    private final Tools tools;
    private final Run run;
    private final Bound step;
    private final Duration longest;
    private final AtomicReference<Optional<Job>> note = new AtomicReference<>(Optional.empty());

    /** @param longest after which a process that lives has heard, or will hear nothing */
    Noted(Tools tools, Run run, Bound step, Duration longest) {
        this.tools = tools;
        this.run = run;
        this.step = step;
        this.longest = longest;
    }

    @Override
    public Optional<Ending> begins() {
        var now = tools.clock().instant();
        try {
            var job = Jobs.lost(run, step, tools.due()).tried(0, tools.due().plus(longest));
            if (tools.store().lanes().acceptBegun(List.of(job), List.of()).isEmpty()) {
                return Optional.of(earlier(now));
            }
            note.set(Optional.of(job));
            return Optional.empty();
        } catch (StoreUnavailable away) {
            var failure = Failure.of(
                    FailureCode.INTERNAL,
                    "`" + step.name() + "` was not sent: it could not be noted that it is, and it may not be repeated");
            return Optional.of(Ending.failed(step.name(), failure, now));
        }
    }

    /** What came of it when the same event came before. */
    private Ending earlier(Instant now) {
        var left = tools.store()
                .lanes()
                .results(run.execution(), run.tenant().name())
                .path(step.name());
        var failure = Failure.of(
                FailureCode.UPSTREAM_TIMEOUT,
                "nobody has heard what became of `" + step.name() + "` when this event came before");
        return left.isObject() ? Leavings.read(step.name(), left, now) : Ending.unknown(step.name(), failure, now);
    }

    @Override
    public boolean made(int element, Ending ending) {
        note.get()
                .map(job -> Left.of(job, element, Leavings.ofElement(ending)))
                .ifPresent(left -> Insistence.until(() -> tools.store().lanes().acceptBegun(List.of(), List.of(left))));
        return true;
    }

    @Override
    public void ended(Ending ending) {
        note.get()
                .filter(_ -> !ending.isUnknown())
                .ifPresent(job -> Insistence.begin(() -> tools.store().letters().cancel(job.id())));
    }
}
