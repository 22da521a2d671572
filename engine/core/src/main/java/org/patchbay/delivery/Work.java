package org.patchbay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.definition.Lane;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Destination;
import org.patchbay.flow.Run;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Stepper;

/**
 * A job brought back to life: its run and its step, on the revision it was accepted on, or on the live one where that has not its
 * integrator.
 *
 * @param stepper runs the step once
 * @param settling writes down what it left
 */
public record Work(Run run, Bound step, Stepper stepper, Settling settling) {
    /** Whom a breaker stands before: the credentials of an integrator at a host. */
    public Destination destination() {
        return run.destination(step.plan());
    }

    /** True when it is done once for each element of a list. */
    boolean isList() {
        return step.plan().loops().each().isPresent();
    }

    /** How it goes behind other work. */
    public Lane lane() {
        return step.plan().endpoint().delivery().lane().orElse(Lane.USUAL);
    }

    /** How long its lane waits when nobody knows what became of it; empty: the lane goes on. */
    Optional<Instant> heldUntil(Instant now) {
        return lane().onFailure() == Lane.OnFailure.BLOCK && lane().hold().compareTo(Duration.ZERO) > 0
                ? Optional.of(now.plus(lane().hold()))
                : Optional.empty();
    }
}
