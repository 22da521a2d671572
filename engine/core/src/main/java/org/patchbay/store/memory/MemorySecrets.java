package org.patchbay.store.memory;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.patchbay.definition.Secret;
import org.patchbay.store.Secrets;

/** Secrets of this process. */
final class MemorySecrets implements Secrets {
    private final NavigableMap<String, Held> secrets = new ConcurrentSkipListMap<>();

    private record Held(Secret value, Instant setAt) {}

    @Override
    public Optional<Secret> find(String name) {
        return Optional.ofNullable(secrets.get(name)).map(Held::value);
    }

    @Override
    public void put(String name, Secret value, Instant now) {
        secrets.put(name, new Held(value, now));
    }

    @Override
    public boolean remove(String name) {
        return secrets.remove(name) != null;
    }

    @Override
    public List<Known> list() {
        return secrets.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(OWN))
                .map(entry -> new Known(entry.getKey(), entry.getValue().setAt()))
                .toList();
    }
}
