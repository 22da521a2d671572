package org.patchbay.exchange;

import java.time.Duration;

/** A moment on the monotonic clock after which nobody waits any more. */
public record Deadline(long nanos) {
    /** So long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Time that is left, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** True when no time is left. */
    public boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }

    /** This one, or so long from now if that is earlier. */
    public Deadline orIn(Duration time) {
        var other = in(time);
        return other.nanos - nanos < 0 ? other : this;
    }
}
