package org.patchbay.store.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.patchbay.store.Synchronizations;

/** What synchronizations brought to this process. */
final class MemorySynchronizations implements Synchronizations {
    private final Map<Place, Progress> progress = new HashMap<>();
    private final Map<Place, Set<String>> seen = new HashMap<>();
    private final Map<Key, Held> items = new HashMap<>();
    private long numbers;

    private record Key(Place place, String id) {}

    private record Held(long number, Item item, Instant changedAt) {}

    @Override
    public synchronized Progress progress(Place place) {
        return progress.getOrDefault(place, Progress.NONE);
    }

    @Override
    public synchronized boolean keep(Place place, List<Item> page, Progress after, Instant now) {
        page.forEach(item -> keep(new Key(place, item.id()), item, now));
        if (after.cursor().isEmpty()) {
            seen.remove(place);
        }
        var fresh = after.cursor()
                .map(cursor -> seen.computeIfAbsent(place, _ -> new HashSet<>()).add(cursor.key()))
                .orElse(true);
        if (!fresh) {
            seen.remove(place);
        }
        progress.put(place, fresh ? after : after.anew());
        return fresh;
    }

    private void keep(Key key, Item item, Instant now) {
        var before = Optional.ofNullable(items.get(key));
        var same = before.filter(held -> held.item().content().equals(item.content()));
        var number = before.map(Held::number).orElseGet(() -> ++numbers);
        items.put(key, new Held(number, item, same.map(Held::changedAt).orElse(now)));
    }

    @Override
    public synchronized List<Kept> list(Filter filter) {
        var found = new TreeMap<Long, Kept>();
        items.forEach((key, held) -> {
            if (accepts(filter, key.place(), held)) {
                var content = held.item().content().deepCopy();
                found.put(held.number(), new Kept(held.number(), key.place(), key.id(), content, held.changedAt()));
            }
        });
        return found.values().stream().limit(filter.limit()).toList();
    }

    private static boolean accepts(Filter filter, Place place, Held held) {
        return place.integrator().equals(filter.integrator())
                && place.kind() == filter.kind()
                && held.number() > filter.after()
                && filter.phone().map(held.item().phones()::contains).orElse(true)
                && filter.changedSince()
                        .map(time -> !held.changedAt().isBefore(time))
                        .orElse(true);
    }

    /** Forgets the items in which one of those texts is; how many. */
    synchronized int erase(Predicate<String> mention) {
        var before = items.size();
        items.entrySet()
                .removeIf(entry -> mention.test(
                        entry.getKey().id() + " " + entry.getValue().item()));
        return before - items.size();
    }

    @Override
    public synchronized void forget(String integrator) {
        items.keySet().removeIf(key -> key.place().integrator().equals(integrator));
        progress.keySet().removeIf(place -> place.integrator().equals(integrator));
        seen.keySet().removeIf(place -> place.integrator().equals(integrator));
    }
}
