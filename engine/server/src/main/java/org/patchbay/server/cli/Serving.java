package org.patchbay.server.cli;

import java.nio.file.Path;

/**
 * What a server is asked to be.
 *
 * @param config directory of the documents
 * @param data directory of everything that outlives a run
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param watching whether a change of a document is taken when it is saved
 */
public record Serving(Path config, Path data, String host, int port, Watching watching) {
    /** Whether documents are watched. */
    public enum Watching {
        ON,
        OFF
    }
}
