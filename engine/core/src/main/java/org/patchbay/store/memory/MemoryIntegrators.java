package org.patchbay.store.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.patchbay.store.Integrators;

/** Integrators of this process. */
final class MemoryIntegrators implements Integrators {
    private final TreeMap<String, Kept> kept = new TreeMap<>();
    private final Map<String, Long> changed = new LinkedHashMap<>();
    private long last;

    @Override
    public synchronized List<Kept> list() {
        return List.copyOf(kept.values());
    }

    @Override
    public synchronized Optional<Kept> find(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public synchronized boolean add(Kept integrator) {
        return kept.putIfAbsent(integrator.name(), integrator) == null && changed(integrator.name());
    }

    @Override
    public synchronized boolean replace(Kept next) {
        var follows = find(next.name()).filter(before -> before.version() == next.version() - 1);
        if (follows.isEmpty()) {
            return false;
        }
        kept.put(next.name(), next);
        return changed(next.name());
    }

    @Override
    public synchronized boolean remove(String name) {
        return kept.remove(name) != null && changed(name);
    }

    /** Something was written of it. */
    synchronized boolean changed(String name) {
        changed.put(name, ++last);
        return true;
    }

    @Override
    public synchronized Changes changes(long after) {
        return new Changes(
                last,
                changed.entrySet().stream()
                        .filter(change -> change.getValue() > after)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
