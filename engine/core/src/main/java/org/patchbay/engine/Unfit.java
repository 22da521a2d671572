package org.patchbay.engine;

import java.time.Duration;

/**
 * A revision of another node that does not pass here, because something that it names is missing on this machine.
 *
 * @param since in nanoseconds, as {@link System#nanoTime}
 */
record Unfit(long number, long since) {
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** True of that revision, until it is to be looked at again. */
    boolean isFresh(long other, long now) {
        return number == other && now - since < AGAIN.toNanos();
    }
}
