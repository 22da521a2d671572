package org.patchbay.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.store.Revisions;

/** Revisions of this process. */
final class MemoryRevisions implements Revisions {
    private final List<Kept> revisions = new ArrayList<>();

    @Override
    public synchronized long keep(String hash, Map<String, String> documents, String author, Instant acceptedAt) {
        var number = revisions.isEmpty() ? 1 : revisions.getLast().number() + 1;
        revisions.add(new Kept(number, hash, author, acceptedAt, documents));
        return number;
    }

    @Override
    public synchronized Optional<Kept> newest() {
        return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
    }

    @Override
    public synchronized Optional<Kept> find(long number) {
        return revisions.stream().filter(kept -> kept.number() == number).findFirst();
    }

    @Override
    public synchronized List<Kept> list(int limit) {
        return revisions.reversed().stream()
                .limit(limit)
                .map(kept -> new Kept(kept.number(), kept.hash(), kept.author(), kept.acceptedAt(), Map.of()))
                .toList();
    }

    @Override
    public synchronized void forgetBefore(Instant time, Set<Long> needed) {
        var newest = newest().map(Kept::number).orElse(0L);
        revisions.removeIf(
                kept -> kept.acceptedAt().isBefore(time) && kept.number() < newest && !needed.contains(kept.number()));
    }
}
