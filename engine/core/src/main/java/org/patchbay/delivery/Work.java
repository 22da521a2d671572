package org.patchbay.delivery;

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
public record Work(Run run, Bound step, Stepper stepper, Settling settling) {}
