package org.patchbay.store.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.store.Timers;

/** Times of this process. */
final class MemoryTimers implements Timers {
    private final Map<Timer, Instant> times = new HashMap<>();

    @Override
    public synchronized Optional<Instant> due(Timer timer) {
        return Optional.ofNullable(times.get(timer));
    }

    @Override
    public synchronized boolean move(Timer timer, Optional<Instant> seen, Instant next) {
        if (!due(timer).equals(seen)) {
            return false;
        }
        times.put(timer, next);
        return true;
    }

    @Override
    public synchronized void forget(String integrator) {
        times.keySet().removeIf(timer -> timer.integrator().equals(integrator));
    }
}
