package org.patchbay.store.memory;

import org.patchbay.store.LocalLocks;
import org.patchbay.store.Ports;
import org.patchbay.store.Store;

/** A store that keeps nothing beyond this process: for tests, dry runs and {@code patchbay test}. Thread-safe. */
public final class MemoryStore implements Store {
    private final Ports ports;

    /** An empty one. */
    public MemoryStore() {
        var journal = new MemoryJournal();
        var calls = new MemoryCalls();
        var lanes = new MemoryLanes();
        var letters = new MemoryLetters(lanes, journal);
        var synchronizations = new MemorySynchronizations();
        var receipts = new MemoryReceipts();
        var integrators = new MemoryIntegrators();
        this.ports = new Ports(
                journal,
                calls,
                new MemoryTokens(),
                new MemoryFields(integrators),
                new MemoryRevisions(),
                new MemorySecrets(),
                new MemoryKeys(),
                new MemoryUsers(),
                new MemoryAudit(),
                lanes,
                synchronizations,
                new MemoryTimers(),
                integrators,
                new MemoryPrincipals(),
                letters,
                receipts,
                new MemoryNodes(),
                new LocalLocks(),
                new MemoryErasure(journal, calls, lanes, letters, receipts, synchronizations));
    }

    @Override
    public Ports ports() {
        return ports;
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
