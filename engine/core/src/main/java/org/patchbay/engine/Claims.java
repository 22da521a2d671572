package org.patchbay.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.patchbay.store.Receipts;

/** Sees to it that an identity is connected by one at a time, on all nodes: who comes second finds what the first has made. */
record Claims(Tools tools) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(20);
    /** Whoever takes longer is gone. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /**
     * Does the work when nobody else is at it; empty when somebody was for too long.
     *
     * @param scope of what the identity is one, the call centre and the template
     */
    <T> Optional<T> alone(String scope, String identity, Supplier<T> work) {
        var key = new Receipts.Key("connect/" + scope, DigestUtils.sha256Hex(identity));
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isMine(key)) {
            if (System.nanoTime() - end > 0) {
                return Optional.empty();
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        try {
            return Optional.of(work.get());
        } finally {
            tools.store().receipts().release(key, own());
        }
    }

    private String own() {
        return tools.store().nodes().own();
    }

    private boolean isMine(Receipts.Key key) {
        var now = tools.clock().instant();
        var request = new Receipts.Request(key, "", key.name(), own(), now.plus(LONGEST));
        return tools.store().receipts().begin(request, now) instanceof Receipts.First;
    }
}
