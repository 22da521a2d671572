package org.patchbay.workbench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.patchbay.engine.Answer;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Tenant;
import org.patchbay.store.StoreUnavailable;

/** Pretended calls at an engine of this process, for one integrator. */
record Stage(Engine engine, Tenant tenant) implements Scene {
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration COMING_BACK = Duration.ofMillis(200);

    @Override
    public Told tell(Play.Cue cue) {
        var trigger = new Trigger(
                cue.trigger(),
                tenant.integrator().callcenterId(),
                cue.body(),
                Optional.of(tenant.name()),
                Optional.empty(),
                engine.tools().clock().instant());
        var answer = insist(() -> engine.fire(trigger, Optional.empty()));
        return new Told(answer.executionId(), answer.pop().isPresent());
    }

    /** An event that could not be taken is told again, as a front-end does that was asked to come back. */
    private static Answer insist(Supplier<Answer> telling) {
        var end = System.nanoTime() + SETTLING.toNanos();
        while (true) {
            try {
                return telling.get();
            } catch (StoreUnavailable busy) {
                if (System.nanoTime() - end > 0) {
                    throw busy;
                }
                LockSupport.parkNanos(COMING_BACK.toNanos());
            }
        }
    }

    @Override
    public Optional<Became> became(String execution) {
        settle();
        return engine.journal()
                .find(execution, Optional.empty())
                .map(found -> new Became(
                        found.trigger(),
                        found.status(),
                        found.steps().stream()
                                .flatMap(step -> step.problem().stream().map(Failure::message))
                                .findFirst()));
    }

    /** Waits until no lane has work left. */
    private void settle() {
        var end = System.nanoTime() + SETTLING.toNanos();
        while (!engine.isAtRest() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
