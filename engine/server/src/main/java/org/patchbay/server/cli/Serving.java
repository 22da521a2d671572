package org.patchbay.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.patchbay.definition.Secret;

/**
 * What a server is asked to be.
 *
 * @param config directory of the documents
 * @param data directory of everything that outlives a run
 * @param datasource address of the database in place of a file in the data directory; may hold a password
 * @param source where documents come from
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param watching whether a change of a document is taken when it is saved
 */
public record Serving(
        Path config, Path data, Optional<Secret> datasource, Source source, String host, int port, Watching watching) {
    /** Where documents come from. */
    public enum Source {
        FILES,
        DATABASE
    }

    /** Whether documents are watched. */
    public enum Watching {
        ON,
        OFF
    }
}
