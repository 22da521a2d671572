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

    /** A crowd that has been there so long is not what a moment brought along: it will not pass by itself. */
    private static final long A_WHILE = TimeUnit.SECONDS.toNanos(3);
    /** A crowd that was not seen for so long has passed. */
    private static final long A_MOMENT = TimeUnit.SECONDS.toNanos(1);

    private static final long NONE = Long.MIN_VALUE;

    private final LongSupplier clock;
    private final Executor queue;
    private final LongSupplier waiting;
    private final long crowd;
    private final AtomicLong sent = new AtomicLong(NONE);
    private final Runnable task = this::arrived;
    private volatile long last;
    /** When there was no crowd for the last time, and when there was one; looked at with every request. */
    private volatile long calm;

    private volatile long crowded;

    private Lag(VirtualThreadSchedulerMXBean scheduler) {
        this(
                System::nanoTime,
                Thread::startVirtualThread,
                scheduler::getQueuedVirtualThreadCount,
                (long) NO_CROWD * scheduler.getParallelism());
    }

    /** That of a thread of which it is not known what waits for it. */
    static Lag of(Executor thread) {
        return new Lag(System::nanoTime, thread, () -> 1, 1);
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
        look(isCrowd(waiting.getAsLong()));
        return isMoreThan(isLasting() ? patience.lasting() : patience.once());
    }

    /** True when much work waits, and longer than that. */
    boolean isMoreThan(long nanos) {
        return nanos() > nanos && isCrowd(waiting.getAsLong());
    }

    private void look(boolean crowd) {
        var now = clock.getAsLong();
        if (now - crowded > A_MOMENT) {
            calm = now;
        }
        if (crowd) {
            crowded = now;
        }
    }

    /** True while there has been much work for a while, with nothing but moments in between. */
    boolean isLasting() {
        return crowded - calm > A_WHILE;
    }

    /** True when so many are too many for these processors. */
    boolean isCrowd(long number) {
        return number >= crowd;
    }

    /** The newest measure; while one is on its way for longer, the time that it has taken. */
    private long nanos() {
        var now = clock.getAsLong();
        if (sent.compareAndSet(NONE, now)) {
            queue.execute(task);
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
