package org.patchbay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.store.Lanes.Job;

/**
 * Tells whether jobs can be run: on the revision on which they were accepted, or on the live one. While nothing is live, a revision that
 * does not pass here is not compiled for each of its jobs, but once in a while. What belongs to an integrator that is kept and not served
 * waits until it is served or removed. Thread-safe.
 */
final class Pinned {
    /** After which one looks again. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** The longest one goes without looking. */
    private static final Duration SELDOM = Duration.ofMinutes(5);

    private final Revisioner revisioner;
    private final Tools tools;
    private final Map<Long, Long> unfit = new ConcurrentHashMap<>();

    Pinned(Revisioner revisioner, Tools tools) {
        this.revisioner = revisioner;
        this.tools = tools;
    }

    /** When to look again at a job that cannot be run by now; empty when it can be, or never will be. */
    Optional<Instant> later(Job job) {
        if (!isThere(job.revision())) {
            return Optional.of(tools.due().plus(AGAIN));
        }
        return isServed(job) || !isKept(job)
                ? Optional.empty()
                : Optional.of(tools.due().plus(pause(job)));
    }

    /** Whether there is a revision to run jobs of that one on. */
    private boolean isThere(long number) {
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

    private boolean isServed(Job job) {
        return revisioner
                .live()
                .or(() -> revisioner.revision(job.revision()))
                .flatMap(live -> live.tenant(job.integrator()))
                .isPresent();
    }

    private boolean isKept(Job job) {
        return tools.store().integrators().find(job.integrator()).isPresent();
    }

    /** Half as long as it has waited by now, or up to twice that: much that waits long is looked at seldom, and not all of it at once. */
    private Duration pause(Job job) {
        var waited = Duration.between(job.acceptedAt(), tools.due()).toMillis();
        var longest = Math.clamp(waited, 2 * AGAIN.toMillis(), SELDOM.toMillis());
        return Duration.ofMillis(longest / 2 + tools.random().nextLong(longest / 2));
    }
}
