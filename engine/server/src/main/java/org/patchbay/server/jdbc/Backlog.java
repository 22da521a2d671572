package org.patchbay.server.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits of each call centre in a database that other nodes fill too: what was counted a moment ago, and what this node has
 * accepted since. The nearer to the limit, the shorter the moment. Thread-safe.
 */
final class Backlog {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final int CALL_CENTRES = 10_000;

    private final Cache<String, Load> loads =
            Caffeine.newBuilder().maximumSize(CALL_CENTRES).build();
    private final Readers readers;

    Backlog(Readers readers) {
        this.readers = readers;
    }

    private static final class Load {
        private final AtomicInteger known = new AtomicInteger();
        /** When it is to be counted again, by the monotonic clock. */
        private final AtomicLong due = new AtomicLong(System.nanoTime());
    }

    /** True when so many of its jobs, or more, are not over. */
    boolean isFull(String callCentre, int most) {
        var load = load(callCentre);
        var due = load.due.get();
        var now = System.nanoTime();
        var near = load.known.get() >= most / 2;
        var first = now - due >= 0 || near && due - now > SOON.toNanos();
        if (first && load.due.compareAndSet(due, now + (near ? SOON : LATER).toNanos())) {
            load.known.set(readers.read(session -> Jobs.count(session, callCentre, most)));
        }
        return load.known.get() >= most;
    }

    /** This node has accepted another job. */
    void accepted(String callCentre) {
        load(callCentre).known.incrementAndGet();
    }

    private Load load(String callCentre) {
        return loads.get(callCentre, _ -> new Load());
    }
}
