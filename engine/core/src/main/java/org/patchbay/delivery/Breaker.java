package org.patchbay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Leaves a partner alone that has failed many times in a row. When the time is up one request goes ahead; if it fails too, the next
 * time is longer. Thread-safe.
 */
final class Breaker {
    static final int FAILURES = 10;
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 6;

    private int failures;
    private Instant until = Instant.EPOCH;
    private Instant paused = Instant.EPOCH;

    /** Until when nothing may be sent; empty: go ahead. */
    synchronized Optional<Instant> closedUntil(Instant now) {
        var closed = until.isAfter(paused) ? until : paused;
        if (closed.isAfter(now)) {
            return Optional.of(closed);
        }
        if (failures >= FAILURES) {
            // Whoever asks goes ahead; the others wait for what it comes to.
            until = now.plus(FIRST);
        }
        return Optional.empty();
    }

    synchronized boolean isOpen(Instant now) {
        return until.isAfter(now) || paused.isAfter(now);
    }

    /** Until when the partner is left alone from now on; empty when that has not changed: it was left alone before, or is not yet. */
    synchronized Optional<Instant> failed(Instant now) {
        failures++;
        if (failures < FAILURES) {
            return Optional.empty();
        }
        var wait = FIRST.multipliedBy(1L << Math.min(DOUBLINGS, failures - FAILURES));
        until = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        return failures == FAILURES ? Optional.of(until) : Optional.empty();
    }

    /** True when it had been left alone. */
    synchronized boolean answered() {
        var was = failures >= FAILURES;
        failures = 0;
        until = Instant.EPOCH;
        return was;
    }

    /** The partner has said how long it wants to be left alone. True when it was not to be left alone until now. */
    synchronized boolean pause(Instant now, Instant end) {
        var before = paused;
        paused = end.isAfter(paused) ? end : paused;
        return !before.isAfter(now) && end.isAfter(now);
    }
}
