package org.patchbay.lifecycle;

import java.util.Optional;
import org.patchbay.exchange.Trigger;

/** An event of a call at the door of one integrator. */
public record Arrival(Trigger trigger, Event event, String integrator, Rules rules) {
    /** Empty when the trigger belongs to no call. */
    public static Optional<Arrival> of(Trigger trigger, String integrator, Rules rules) {
        return Event.of(trigger).map(event -> new Arrival(trigger, event, integrator, rules));
    }

    /** The same, asking for one endpoint only: nothing repeats it but the same for that endpoint. */
    public Arrival at(String endpoint) {
        return new Arrival(trigger, event.at(endpoint), integrator, rules);
    }
}
