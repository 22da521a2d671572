package org.patchbay.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether jobs can be run: on the revision on which they were accepted, or on the live one. While nothing is live, a revision that
 * does not pass here is not compiled for each of its jobs, but once in a while. Thread-safe.
 */
final class Pinned {
    /** After which one looks again. */
    static final Duration AGAIN = Duration.ofSeconds(5);

    private final Revisioner revisioner;
    private final Map<Long, Long> unfit = new ConcurrentHashMap<>();

    Pinned(Revisioner revisioner) {
        this.revisioner = revisioner;
    }

    /** Whether there is a revision to run jobs of that one on. */
    boolean isThere(long number) {
        return revisioner.live().isPresent() || !isUnfit(number);
    }

    private boolean isUnfit(long number) {
        var since = unfit.get(number);
        if (since != null && System.nanoTime() - since < AGAIN.toNanos()) {
            return true;
        }
        var found = revisioner.revision(number);
        if (found.isEmpty()) {
            unfit.put(number, System.nanoTime());
        }
        return found.isEmpty();
    }
}
