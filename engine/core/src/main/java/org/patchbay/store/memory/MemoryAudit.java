package org.patchbay.store.memory;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.store.Audit;

/** The trail of this process. */
final class MemoryAudit implements Audit {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized void add(Deed deed) {
        var number = entries.size() + 1L;
        var before = entries.isEmpty() ? BEGINNING : entries.getLast().hash();
        entries.add(new Entry(number, deed, deed.hash(number, before)));
    }

    @Override
    public synchronized Head head() {
        return entries.isEmpty()
                ? Head.NONE
                : new Head(entries.getLast().number(), entries.getLast().hash(), true);
    }

    @Override
    public synchronized List<Entry> list(long before, int limit) {
        return entries.reversed().stream()
                .filter(entry -> entry.number() < before)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Entry> oldest(long after, int limit) {
        return entries.stream()
                .filter(entry -> entry.number() > after)
                .limit(limit)
                .toList();
    }
}
