package org.patchbay.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.definition.Secret;
import org.patchbay.store.Store;

/** What commands need of the rooms that the command line cannot see. Made lazily: most commands use none of it. */
public interface Equipment {
    /**
     * Starts a server; it answers when this returns.
     *
     * @param say takes sentences for the person at the terminal: what was loaded, what was refused
     */
    Running start(Serving serving, Consumer<String> say);

    /** Opens the store in a data directory, also while a server runs on it. The caller closes it. */
    Store openStore(Path data);

    /**
     * Opens the store in a data directory for this process alone. The caller closes it.
     *
     * @throws org.patchbay.store.StoreUnavailable a server runs on it, or there is none
     */
    Store openStoreAlone(Path data);

    /**
     * Changes the master key of the store in a data directory, also while a server runs on it.
     *
     * @param next the new key; empty: a fresh one
     * @return the key file, where that is where the key is
     */
    Optional<Path> changeMasterKey(Path data, Optional<Secret> next);
}
