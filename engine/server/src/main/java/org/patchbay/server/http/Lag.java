package org.patchbay.server.http;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long work that is ready waits for a processor. Who asks sends a task of no weight to the end of the queue, unless one is on its way.
 * Thread-safe.
 */
final class Lag {
    private static final long NONE = Long.MIN_VALUE;

    private final LongSupplier clock;
    private final Executor queue;
    private final AtomicLong sent = new AtomicLong(NONE);
    private volatile long last;

    /** That of the virtual threads of this process. */
    Lag() {
        this(System::nanoTime, Thread::startVirtualThread);
    }

    Lag(LongSupplier clock, Executor queue) {
        this.clock = clock;
        this.queue = queue;
    }

    /** The newest measure, in nanoseconds; while one is on its way for longer, the time that it has taken. */
    long nanos() {
        var now = clock.getAsLong();
        if (sent.compareAndSet(NONE, now)) {
            queue.execute(this::arrived);
            return last;
        }
        var begin = sent.get();
        return begin == NONE ? last : Math.max(last, now - begin);
    }

    private void arrived() {
        last = clock.getAsLong() - sent.get();
        sent.set(NONE);
    }
}
