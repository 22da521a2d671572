package org.patchbay.workbench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Tenant;

/** Pretended calls at an engine of this process, for one integrator. */
record Stage(Engine engine, Tenant tenant) implements Scene {
    private static final Duration SETTLING = Duration.ofMinutes(2);

    @Override
    public Told tell(Play.Cue cue) {
        var trigger = new Trigger(
                cue.trigger(),
                tenant.integrator().callcenterId(),
                cue.body(),
                Optional.of(tenant.name()),
                Optional.empty(),
                engine.tools().clock().instant());
        var answer = engine.fire(trigger, Optional.empty());
        return new Told(answer.executionId(), answer.pop().isPresent());
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
