package org.patchbay.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.trip.Plan;

/**
 * An endpoint bound to a trigger: a step.
 *
 * @param after steps that must have succeeded
 * @param afterFailure steps that must have failed
 * @param waitsFor all steps that must be over first, whatever came of them
 * @param delivery whether the answer to the trigger waits for it
 * @param objectName name under which the whole result is kept for the call
 */
public record Bound(
        Plan plan,
        List<String> after,
        List<String> afterFailure,
        Set<String> waitsFor,
        DeliveryMode delivery,
        Optional<String> objectName) {
    public Bound {
        after = List.copyOf(after);
        afterFailure = List.copyOf(afterFailure);
        waitsFor = Set.copyOf(waitsFor);
    }

    /** True when a step that is waited for may be tried a second time. */
    public boolean mayRepeat() {
        return plan.repeatable()
                && plan.endpoint()
                        .delivery()
                        .retry()
                        .map(retry -> retry.tries() > 0)
                        .orElse(true);
    }

    /** The same, delivered otherwise. */
    Bound delivered(DeliveryMode other) {
        return new Bound(plan, after, afterFailure, waitsFor, other, objectName);
    }

    /** Name of the endpoint. */
    public String name() {
        return plan.name();
    }
}
