package org.patchbay.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.definition.Secret;
import org.patchbay.store.Store;
import org.patchbay.store.memory.MemoryStore;

/** Equipment without a server: a store that outlives its closing, so that one command sees what another one kept. */
final class MemoryEquipment implements Equipment {
    final MemoryStore store = new MemoryStore();
    final List<String> keys = new ArrayList<>();
    final List<Serving> asked = new ArrayList<>();

    @Override
    public Running start(Serving serving, Consumer<String> say) {
        asked.add(serving);
        throw new IllegalStateException("no server here");
    }

    @Override
    public Optional<Path> changeMasterKey(Path data, Optional<Secret> next) {
        keys.add(next.map(Secret::reveal).orElse("fresh"));
        return next.isPresent() ? Optional.empty() : Optional.of(data.resolve("master.key"));
    }

    @Override
    public Store openStoreAlone(Path data) {
        return store;
    }

    @Override
    public Store openStore(Path data) {
        return store;
    }
}
