package org.patchbay.store;

import java.time.Instant;
import java.util.Optional;

/** When what runs by itself is due; each time is taken by one process only. */
public interface Timers {
    /** When it is due; empty when that was never said. */
    Optional<Instant> due(Timer timer);

    /**
     * Moves it, if it still is where the caller saw it. Durable when this returns.
     *
     * @param seen what {@link #due} said
     * @return false when somebody else was first
     */
    boolean move(Timer timer, Optional<Instant> seen, Instant next);

    /** Lets go of the times of an integrator. */
    void forget(String integrator);

    /** What runs by itself: an endpoint of an integrator, on a trigger. */
    record Timer(String integrator, String endpoint, String trigger) {}
}
