package org.patchbay.engine;

import java.util.Optional;
import org.patchbay.flow.Run;
import org.patchbay.lifecycle.Arrival;
import org.patchbay.lifecycle.Decision;

/**
 * A trigger at the door of one tenant: what will run, and what the rules of its call have decided.
 *
 * @param arrival empty when it belongs to no call
 */
record Arrived(Run run, Optional<Arrival> arrival, Decision decision) {
    boolean isEarly() {
        return decision instanceof Decision.Early;
    }

    Optional<String> repeats() {
        return decision instanceof Decision.Repeated(var execution) ? Optional.of(execution) : Optional.empty();
    }

    /** The execution that has begun the event and not taken it. */
    Optional<Decision.Unfinished> unfinished() {
        return decision instanceof Decision.Unfinished unfinished ? Optional.of(unfinished) : Optional.empty();
    }

    /** It is this execution that runs it. */
    boolean isFresh() {
        return repeats().isEmpty() && unfinished().isEmpty();
    }

    Arrived as(Decision other) {
        return new Arrived(run, arrival, other);
    }
}
