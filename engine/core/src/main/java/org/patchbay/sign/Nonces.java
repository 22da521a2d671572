package org.patchbay.sign;

import java.time.Instant;

/** Remembers random values of verified requests, so that nobody sends the same request twice. Thread-safe. */
@FunctionalInterface
public interface Nonces {
    /**
     * True when this one was never seen before, which it now was.
     *
     * @param until when it may be forgotten: a request of that age is refused for its age
     */
    boolean isFirst(String nonce, Instant until);
}
