package org.patchbay.server.http;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * How long work that is ready waits for a processor. Who asks sends a task of no weight to the end of the queue, unless one is on its way.
 * Thread-safe.
 */
final class Lag {
    /** So many that wait for each processor are no crowd, however slow the machine is. */
    private static final int NO_CROWD = 16;

    /** Who waits no longer than that does not wait. */
    private static final long NOTHING = TimeUnit.MILLISECONDS.toNanos(5);
    /** Work that has waited all this time is not what a moment brought along: it will not pass by itself. */
    private static final long A_WHILE = TimeUnit.SECONDS.toNanos(2);
    /** Whoever has not been asked for so long knows nothing. */
    private static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long NONE = Long.MIN_VALUE;

    private final LongSupplier clock;
    private final Executor queue;
    private final LongSupplier waiting;
    private final long crowd;
    private final AtomicLong sent = new AtomicLong(NONE);
    private volatile long last;
    /** When somebody did not have to wait, or nobody had asked for a while. */
    private volatile long calm;

    private volatile long known;

    private Lag(VirtualThreadSchedulerMXBean scheduler) {
        this(
                System::nanoTime,
                Thread::startVirtualThread,
                scheduler::getQueuedVirtualThreadCount,
                (long) NO_CROWD * scheduler.getParallelism());
    }

    /** That of a thread of which it is not known what waits for it. */
    static Lag of(Executor thread) {
        return new Lag(System::nanoTime, thread, () -> NO_CROWD, NO_CROWD);
    }

    /** Tasks that wait, and how many of them are too many to be nothing but slow. */
    Lag(LongSupplier clock, Executor queue, LongSupplier waiting, long crowd) {
        this.clock = clock;
        this.queue = queue;
        this.waiting = waiting;
        this.crowd = crowd;
    }

    /** That of the virtual threads of this process. */
    static Lag ofVirtualThreads() {
        return new Lag(ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class));
    }

    /**
     * How long work may wait, in nanoseconds.
     *
     * @param once what a moment has brought along, and what passes by itself
     * @param lasting what has waited all the time for a while, and does not
     */
    record Patience(long once, long lasting) {
        static Patience ofMillis(long once, long lasting) {
            return new Patience(TimeUnit.MILLISECONDS.toNanos(once), TimeUnit.MILLISECONDS.toNanos(lasting));
        }
    }

    /** True when much work waits, and longer than there is patience for. */
    boolean isMoreThan(Patience patience) {
        var now = nanos();
        return now > (isLasting() ? patience.lasting() : patience.once()) && isCrowd(waiting.getAsLong());
    }

    private boolean isLasting() {
        return clock.getAsLong() - calm > A_WHILE;
    }

    /** True when so many are too many for these processors. */
    boolean isCrowd(long number) {
        return number >= crowd;
    }

    /** The newest measure; while one is on its way for longer, the time that it has taken. */
    private long nanos() {
        var now = clock.getAsLong();
        if (sent.compareAndSet(NONE, now)) {
            if (now - known > SILENCE) {
                calm = now;
            }
            queue.execute(this::arrived);
            return last;
        }
        var begin = sent.get();
        return begin == NONE ? last : Math.max(last, now - begin);
    }

    private void arrived() {
        var now = clock.getAsLong();
        last = now - sent.get();
        known = now;
        if (last <= NOTHING) {
            calm = now;
        }
        sent.set(NONE);
    }
}
