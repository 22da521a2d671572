package org.patchbay.store.memory;

import org.patchbay.store.Audit;
import org.patchbay.store.CallMemory;
import org.patchbay.store.Erasure;
import org.patchbay.store.Fields;
import org.patchbay.store.Integrators;
import org.patchbay.store.Journal;
import org.patchbay.store.Keys;
import org.patchbay.store.Lanes;
import org.patchbay.store.Letters;
import org.patchbay.store.LocalLocks;
import org.patchbay.store.Locks;
import org.patchbay.store.Nodes;
import org.patchbay.store.Principals;
import org.patchbay.store.Receipts;
import org.patchbay.store.Revisions;
import org.patchbay.store.Secrets;
import org.patchbay.store.Store;
import org.patchbay.store.Synchronizations;
import org.patchbay.store.Timers;
import org.patchbay.store.Tokens;
import org.patchbay.store.Users;

/** A store that keeps nothing beyond this process: for tests, dry runs and {@code patchbay test}. Thread-safe. */
public final class MemoryStore implements Store {
    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryCalls calls = new MemoryCalls();
    private final Tokens tokens = new MemoryTokens();
    private final Fields fields = new MemoryFields();
    private final Revisions revisions = new MemoryRevisions();
    private final Secrets secrets = new MemorySecrets();
    private final Keys keys = new MemoryKeys();
    private final Users users = new MemoryUsers();
    private final Audit audit = new MemoryAudit();
    private final MemorySynchronizations synchronizations = new MemorySynchronizations();
    private final Timers timers = new MemoryTimers();
    private final Integrators integrators = new MemoryIntegrators();
    private final Principals principals = new MemoryPrincipals();
    private final MemoryLanes lanes = new MemoryLanes();
    private final MemoryLetters letters = new MemoryLetters(lanes);
    private final MemoryReceipts receipts = new MemoryReceipts();
    private final Nodes nodes = new MemoryNodes();
    private final Locks locks = new LocalLocks();
    private final Erasure erasure = new MemoryErasure(journal, calls, lanes, letters, receipts, synchronizations);

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public CallMemory calls() {
        return calls;
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Fields fields() {
        return fields;
    }

    @Override
    public Revisions revisions() {
        return revisions;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public Audit audit() {
        return audit;
    }

    @Override
    public Locks locks() {
        return locks;
    }

    @Override
    public Lanes lanes() {
        return lanes;
    }

    @Override
    public Synchronizations synchronizations() {
        return synchronizations;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Integrators integrators() {
        return integrators;
    }

    @Override
    public Principals principals() {
        return principals;
    }

    @Override
    public Letters letters() {
        return letters;
    }

    @Override
    public Receipts receipts() {
        return receipts;
    }

    @Override
    public Nodes nodes() {
        return nodes;
    }

    @Override
    public Erasure erasure() {
        return erasure;
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
