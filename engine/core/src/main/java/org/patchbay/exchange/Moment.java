package org.patchbay.exchange;

import java.time.Instant;

/**
 * The one clock reading and the one random value of a request: everything in it that tells the time tells the same time.
 *
 * @param nonce 32 lower-case hex digits
 */
public record Moment(Instant now, String nonce) {
    /** A clock that stands still: for a request that is never sent, and only shows what shapes it. */
    public static final Moment STILL = new Moment(Instant.EPOCH, "0".repeat(32));

    /** True for a request that is never sent. */
    public boolean isStill() {
        return equals(STILL);
    }
}
