package org.patchbay.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** Lets so many requests a second pass, and twice as many at once after a pause (generic cell rate algorithm). Thread-safe. */
final class Pace {
    private static final long SECOND = 1_000_000_000L;
    private static final long AT_ONCE = 2 * SECOND;

    private final long interval;
    private final AtomicLong next;

    Pace(int perSecond, long now) {
        this.interval = SECOND / perSecond;
        this.next = new AtomicLong(now);
    }

    /** True when it is too early for another one. */
    boolean isAhead(long now) {
        return next.get() - now > AT_ONCE;
    }

    /** False when it is too early for another one. */
    boolean pass(long now) {
        while (true) {
            var due = next.get();
            if (due - now > AT_ONCE) {
                return false;
            }
            var begin = due - now > 0 ? due : now;
            if (next.compareAndSet(due, begin + interval)) {
                return true;
            }
        }
    }
}
