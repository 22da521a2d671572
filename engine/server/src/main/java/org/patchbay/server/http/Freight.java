package org.patchbay.server.http;

import org.patchbay.call.Bulk;

/**
 * What the body of a request takes of the memory for large ones, from when it comes until it is answered, or its connection is gone. Used
 * by the event loop of its connection only.
 */
final class Freight {
    /** What each may have, in bytes. */
    private static final int FREE = 16 << 10;

    /** Bytes of memory for each of a body: as it came, as a copy, and as a tree. */
    private static final int TIMES = 4;

    private final Bulk bulk;
    private final String sender;
    private long bytes;
    private long taken;

    Freight(Bulk bulk, String sender) {
        this.bulk = bulk;
        this.sender = sender;
    }

    /** More has come, or was announced; false when there is no room for it. */
    boolean add(long more) {
        bytes += more;
        var next = bytes <= FREE ? 0 : bytes * TIMES;
        if (next > taken && !bulk.take(sender, next - taken)) {
            return false;
        }
        taken = Math.max(next, taken);
        return true;
    }

    void drop() {
        bulk.give(sender, taken);
        taken = 0;
    }
}
