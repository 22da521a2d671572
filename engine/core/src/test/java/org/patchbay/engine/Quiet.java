package org.patchbay.engine;

import org.patchbay.store.Journal;
import org.patchbay.store.Resting;
import org.patchbay.store.Store;
import org.patchbay.store.memory.MemoryStore;

/** The store of a process that is killed before it writes its journal or takes any work from the lanes. */
final class Quiet extends Resting {
    private final Journal lost = new MemoryStore().journal();

    Quiet(Store inner) {
        super(inner);
    }

    @Override
    public Journal journal() {
        return lost;
    }
}
