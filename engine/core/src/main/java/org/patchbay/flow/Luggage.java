package org.patchbay.flow;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.call.Bulk;

/**
 * What the large results of one execution take of the memory that there is for such, until it is over; at the latest when nobody knows it
 * any more. Thread-safe.
 */
public final class Luggage {
    /** What each may have, in bytes: it is reckoned with when a run is let in. */
    private static final long FREE = 32 << 10;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Bulk bulk;
    private final String owner;
    private final Held held;

    /** The luggage of an execution of that call centre. */
    public Luggage(Bulk bulk, String owner) {
        this.bulk = bulk;
        this.owner = owner;
        this.held = new Held(bulk, owner, new AtomicLong());
    }

    private record Held(Bulk bulk, String owner, AtomicLong bytes) implements Runnable {
        @Override
        public void run() {
            bulk.give(owner, bytes.getAndSet(0));
        }
    }

    /** Takes more; false when there is no room for it. */
    boolean take(long bytes) {
        if (bytes <= FREE) {
            return true;
        }
        if (!bulk.take(owner, bytes)) {
            return false;
        }
        hold(bytes);
        return true;
    }

    /** Most executions have nothing large, and nobody has to look after them. */
    private void hold(long bytes) {
        if (held.bytes.getAndAdd(bytes) == 0) {
            CLEANER.register(this, held);
        }
    }

    /** Lets go of all. */
    public void drop() {
        held.run();
    }
}
