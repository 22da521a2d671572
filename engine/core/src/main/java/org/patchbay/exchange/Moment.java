package org.patchbay.exchange;

import java.time.Instant;

/**
 * The one clock reading and the one random value of a request: everything in it that tells the time tells the same time.
 *
 * @param nonce 32 lower-case hex digits
 */
public record Moment(Instant now, String nonce) {}
