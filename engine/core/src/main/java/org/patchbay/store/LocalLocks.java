package org.patchbay.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Locks within this process, for stores that only one engine has open. Thread-safe. */
public final class LocalLocks implements Locks {
    private final Map<String, Turnstile> turnstiles = new ConcurrentHashMap<>();

    /** A lock and how many want it. */
    private static final class Turnstile {
        private final ReentrantLock lock = new ReentrantLock();
        private int wanted;
    }

    @Override
    public <T> Optional<T> alone(String name, Duration patience, Supplier<T> work) {
        var turnstile = turnstiles.compute(name, (_, known) -> {
            var found = known == null ? new Turnstile() : known;
            found.wanted++;
            return found;
        });
        try {
            return entered(turnstile, patience) ? Optional.of(within(turnstile, work)) : Optional.empty();
        } finally {
            turnstiles.computeIfPresent(name, (_, found) -> --found.wanted == 0 ? null : found);
        }
    }

    private static boolean entered(Turnstile turnstile, Duration patience) {
        try {
            return turnstile.lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> T within(Turnstile turnstile, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            turnstile.lock.unlock();
        }
    }

    /** Names that somebody works under or waits for. */
    int names() {
        return turnstiles.size();
    }
}
