package org.patchbay.server.outbound;

import org.patchbay.call.Bulk;

/** What a reply takes of the room for large ones, from when it is read until who has sent the request goes on with it. Thread-safe. */
final class Claim implements AutoCloseable {
    /** What each may have, in bytes. */
    private static final int FREE = 64 << 10;

    private final Bulk bulk;
    private final String owner;
    private long taken;
    private boolean closed;

    Claim(Bulk bulk, String owner) {
        this.bulk = bulk;
        this.owner = owner;
    }

    /** True when there is room for so many bytes in all, and somebody who waits for them. */
    synchronized boolean reaches(long bytes) {
        var more = bytes <= FREE ? 0 : bytes - taken;
        var fits = !closed && (more <= 0 || bulk.take(owner, more));
        taken += fits ? Math.max(0, more) : 0;
        return fits;
    }

    @Override
    public synchronized void close() {
        closed = true;
        bulk.give(owner, taken);
        taken = 0;
    }
}
