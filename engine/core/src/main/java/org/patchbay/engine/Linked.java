package org.patchbay.engine;

import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Problem;
import org.patchbay.exchange.Failure;
import org.patchbay.flow.Tenant;

/** What became of a wish to connect. */
public sealed interface Linked {
    /** A new integrator runs, or waits for a person to agree at the partner. */
    record Made(Tenant tenant) implements Linked {}

    /** An integrator that was there before has new credentials; it is the same one. */
    record Again(Tenant tenant) implements Linked {}

    /** It was looked at and cannot be: nothing was sent, nothing is kept. */
    record Refused(List<Problem> problems) implements Linked {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A partner refused it: what was done was undone, nothing is kept.
     *
     * @param endpoint that failed; empty when none was asked
     */
    record Failed(Failure failure, String endpoint) implements Linked {}

    /** The integrator, where there is one now. */
    default Optional<Tenant> integrator() {
        return switch (this) {
            case Made(var tenant) -> Optional.of(tenant);
            case Again(var tenant) -> Optional.of(tenant);
            case Refused _, Failed _ -> Optional.empty();
        };
    }
}
