package org.patchbay.server.jdbc;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Reads that are as new as if everybody read for himself: of those who ask for the same while it is being read, all get what is read
 * next. So there is one question at a time for each key, however many ask. Thread-safe.
 */
final class SharedReads<K, V> {
    private final Map<K, Reads<V>> reads = new ConcurrentHashMap<>();
    private final Function<K, V> load;

    SharedReads(Function<K, V> load) {
        this.load = load;
    }

    private static final class Reads<V> {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<V> newest = Optional.empty();
        private final AtomicLong begun = new AtomicLong();
        private int wanted;
    }

    /** What a read brings that begins after this was called. */
    V get(K key) {
        var shared = reads.compute(key, (_, known) -> {
            var found = known == null ? new Reads<V>() : known;
            found.wanted++;
            return found;
        });
        var before = shared.begun.get();
        shared.lock.lock();
        try {
            return begunSince(shared, before) ? shared.newest.orElseThrow() : read(shared, key);
        } finally {
            shared.lock.unlock();
            reads.computeIfPresent(key, (_, found) -> --found.wanted == 0 ? null : found);
        }
    }

    private static boolean begunSince(Reads<?> shared, long before) {
        return shared.begun.get() > before && shared.newest.isPresent();
    }

    private V read(Reads<V> shared, K key) {
        shared.newest = Optional.empty();
        shared.begun.incrementAndGet();
        var value = load.apply(key);
        shared.newest = Optional.of(value);
        return value;
    }
}
