package org.patchbay.server.admin;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.patchbay.engine.Engine;
import org.patchbay.store.Receipts.Key;
import org.patchbay.store.Receipts.Request;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store keeps what it is given. Only who tries knows: on a full disk and in a database that is read-only all else goes well.
 * It is tried when somebody asks, and seldom: whoever asks in between is told the same (decision 0104). Thread-safe.
 */
@Singleton
final class StoreTrial {
    private static final Logger LOG = LoggerFactory.getLogger(StoreTrial.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Much work makes a trial slow; one that takes so long is none of it. */
    private static final Duration STANDS_STILL = Duration.ofSeconds(4);

    private static final String NOBODY = "0".repeat(64);
    /** More than one event takes: what has no room for it may have no room for an event. */
    private static final String LARGE = "x".repeat(32 << 10);

    private final Engine engine;
    private CompletableFuture<Optional<String>> latest = CompletableFuture.completedFuture(Optional.empty());
    private long begunAt = System.nanoTime() - GOOD_FOR.toNanos();
    private boolean failing;
    private volatile Optional<String> last = Optional.empty();

    StoreTrial(Engine engine) {
        this.engine = engine;
    }

    /** What is wrong with the store; empty when it keeps what it is given. Within a second. */
    Optional<String> trouble() {
        try {
            return latest().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return standsStill() ? Optional.of("the store does not answer") : last;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.of("the store was not asked to the end");
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private synchronized boolean standsStill() {
        return System.nanoTime() - begunAt >= STANDS_STILL.toNanos();
    }

    private synchronized CompletableFuture<Optional<String>> latest() {
        var now = System.nanoTime();
        if (latest.isDone() && now - begunAt >= GOOD_FOR.toNanos()) {
            begunAt = now;
            latest = CompletableFuture.supplyAsync(this::tried, Thread::startVirtualThread);
            var _ = latest.thenAccept(found -> last = found);
        }
        return latest;
    }

    private Optional<String> tried() {
        try {
            keeps(engine.tools().store());
            tell(false, "");
            return Optional.empty();
        } catch (StoreUnavailable unavailable) {
            tell(true, String.valueOf(unavailable.getMessage()));
            return Optional.of("the store keeps nothing");
        }
    }

    /** Something large is kept as an answer is kept, and let go of. */
    private void keeps(Store store) {
        var _ = store.keys().find(NOBODY);
        var own = store.nodes().own();
        var key = new Key("readiness", own);
        var now = engine.tools().clock().instant();
        var _ = store.receipts().begin(new Request(key, "", "", own, now), now);
        store.receipts().answer(key, own, LARGE);
        store.receipts().forget(key);
    }

    private synchronized void tell(boolean fails, String reason) {
        if (fails && !failing) {
            LOG.warn("readiness.down consequence=\"nothing is accepted\" reason={}", reason);
        }
        if (!fails && failing) {
            LOG.info("readiness.up the store keeps what it is given");
        }
        failing = fails;
    }
}
