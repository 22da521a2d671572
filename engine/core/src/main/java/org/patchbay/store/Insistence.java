package org.patchbay.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be written in the end, however long the store is away. */
public final class Insistence {
    private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private Insistence() {}

    /** Does it; returns when it is done. */
    public static void until(Runnable work) {
        while (!isDone(work)) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Does it now, or behind the back of the caller when the store is away. */
    public static void begin(Runnable work) {
        if (!isDone(work)) {
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(PAUSE);
                until(work);
            });
        }
    }

    private static boolean isDone(Runnable work) {
        try {
            work.run();
            return true;
        } catch (StoreUnavailable unavailable) {
            LOG.warn("store.waits something has to be written and cannot be yet: {}", unavailable.getMessage());
            return false;
        }
    }
}
