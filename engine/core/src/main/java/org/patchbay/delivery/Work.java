package org.patchbay.delivery;

import org.patchbay.definition.Lane;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Run;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Stepper;

/**
 * A job brought back to life: its run and its step, on the revision it was accepted on.
 *
 * @param stepper runs the step once
 * @param settling writes down what it left
 */
public record Work(Run run, Bound step, Stepper stepper, Settling settling) {
    /** Whom a breaker stands before: the credentials of an integrator at a host. */
    public String destination() {
        return run.destination(step.plan());
    }

    /** How it goes behind other work. */
    public Lane lane() {
        return step.plan().endpoint().delivery().lane().orElse(Lane.USUAL);
    }
}
