package org.patchbay.server.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.patchbay.store.Store;
import org.patchbay.store.memory.MemoryStore;

/** Equipment without a server: a store that outlives its closing, so that one command sees what another one kept. */
final class MemoryEquipment implements Equipment {
    final MemoryStore store = new MemoryStore();

    @Override
    public Running start(Serving serving, Consumer<String> say) {
        throw new IllegalStateException("no server here");
    }

    @Override
    public Store openStore(Path data) {
        return store;
    }
}
