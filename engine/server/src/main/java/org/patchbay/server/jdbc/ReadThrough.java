package org.patchbay.server.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Values of the store that were read lately. Right at once for what this process writes, soon for what another one does; where nothing is
 * kept, at once for that too.
 */
final class ReadThrough<K, V> {
    /** What is kept for a while and then no more is what costs a collector most: with little memory it is little. */
    private static final int ENTRIES = Math.clamp(Runtime.getRuntime().maxMemory() / (256 << 10), 512, 10_000);

    private final Cache<K, V> values;
    private final Function<K, V> load;
    private final SharedReads<K, V> shared;
    private final boolean kept;

    ReadThrough(Writer writer, Function<K, V> load) {
        this.load = load;
        this.shared = new SharedReads<>(load);
        this.kept = !writer.trust().isZero();
        this.values = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(ENTRIES)
                .expireAfterWrite(writer.trust())
                .build();
        writer.whenOthersWrite(values::invalidateAll);
    }

    V get(K key) {
        return kept ? values.get(key, load) : shared.get(key);
    }

    /** Many were changed. */
    void changed() {
        values.asMap().clear();
    }

    /** The value of one is another now. To be called in the order of the commits; a load under way ends first, whatever it has read. */
    void changed(K key, UnaryOperator<V> change) {
        values.asMap().computeIfPresent(key, (_, value) -> change.apply(value));
    }

    /** To be called after the commit. Removal through the map waits for a load under way, which may have read the old value. */
    void changed(K key) {
        values.asMap().remove(key);
    }
}
