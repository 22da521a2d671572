package org.patchbay.call;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the large replies of all partners, and what is kept of them, may take at the same time. One owner gets half of it at
 * most: what a partner sends to one call centre leaves room for those of others. Nobody waits for room. Thread-safe.
 */
public final class Bulk {
    /** Of the memory of this process. */
    private static final int PART = 6;

    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final ConcurrentMap<String, Long> byOwner = new ConcurrentHashMap<>();

    Bulk(long most) {
        this.most = most;
    }

    /** A sixth of the memory of this process. */
    public static Bulk ofMemory() {
        return ofMemory(PART);
    }

    /** One part of so many of the memory of this process. */
    public static Bulk ofMemory(int parts) {
        return new Bulk(Runtime.getRuntime().maxMemory() / parts);
    }

    /** Takes so many bytes for somebody; false when there is no room for them, and nothing is taken. */
    public boolean take(String owner, long bytes) {
        var all = taken.addAndGet(bytes);
        var own = byOwner.merge(owner, bytes, Long::sum);
        var fits = all <= most && own <= most / 2;
        if (!fits) {
            give(owner, bytes);
        }
        return fits;
    }

    /** Gives so many back. */
    public void give(String owner, long bytes) {
        taken.addAndGet(-bytes);
        byOwner.computeIfPresent(owner, (_, left) -> left <= bytes ? null : left - bytes);
    }
}
