package org.patchbay.server.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
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
}
