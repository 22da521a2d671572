package org.patchbay.server.jdbc;

import java.util.concurrent.CountDownLatch;

/** Waits for latches in the middle of what a store does. */
final class Latches {
    private Latches() {}

    /** True when the latch is open. */
    static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }
}
