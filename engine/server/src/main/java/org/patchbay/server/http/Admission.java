package org.patchbay.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The door for new work: counts what is inside, lets in only so much, and can be closed. Thread-safe. */
public final class Admission {
    private static final int MOST = 10_000;
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(5);

    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Does a piece of work.
     *
     * @throws Declined the server is stopping, or has too much to do
     */
    public <T> T admit(Supplier<T> work) {
        var now = inside.incrementAndGet();
        try {
            if (closed) {
                throw ProblemDetails.of(ProblemCode.DRAINING, "this server takes no more work")
                        .declined();
            }
            if (now > MOST) {
                throw ProblemDetails.of(ProblemCode.OVERLOADED, MOST + " requests are being worked on")
                        .declined();
            }
            return work.get();
        } finally {
            inside.decrementAndGet();
        }
    }

    /** True from the moment it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Lets in nothing more. */
    public void close() {
        closed = true;
    }

    /** Waits until nothing is inside, at most so long; true when nothing is. */
    public boolean awaitEmpty(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (inside.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE);
        }
        return inside.get() == 0;
    }
}
