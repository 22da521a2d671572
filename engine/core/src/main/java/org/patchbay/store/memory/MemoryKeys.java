package org.patchbay.store.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.store.Keys;

/** Keys of this process, by their hash. */
final class MemoryKeys implements Keys {
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<Key> find(String hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public Optional<Key> withId(String id) {
        return keys.values().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public void put(Key key) {
        revoke(key.id());
        keys.put(key.hash(), key);
    }

    @Override
    public boolean revoke(String id) {
        return keys.values().removeIf(key -> key.id().equals(id));
    }

    @Override
    public List<Key> list() {
        return keys.values().stream()
                .sorted(Comparator.comparing(Key::createdAt).thenComparing(Key::id))
                .toList();
    }
}
