package org.patchbay.server.wiring;

import java.nio.file.Path;
import java.util.Optional;
import org.patchbay.definition.Secret;

/**
 * What a server is started with.
 *
 * @param configuration directory of the documents
 * @param data directory of everything that outlives a run
 * @param datasource address of a MySQL or MariaDB database; empty: a file in the data directory
 * @param source where documents come from
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 */
public record ServerSettings(
        Path configuration,
        Path data,
        Optional<Secret> datasource,
        Source source,
        String host,
        int port,
        Watching watching) {
    private static final int USUAL_PORT = 8080;

    /** Whether documents are taken when they are saved. */
    public enum Watching {
        ON,
        OFF
    }

    /** Where documents come from. */
    public enum Source {
        FILES,
        DATABASE
    }

    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /** The usual: this machine only, port 8080, documents watched. */
    public static ServerSettings of(Path configuration, Path data) {
        return new ServerSettings(
                configuration, data, Optional.empty(), Source.FILES, "127.0.0.1", USUAL_PORT, Watching.ON);
    }

    /** The same on another port. */
    public ServerSettings at(int otherPort) {
        return new ServerSettings(configuration, data, datasource, source, host, otherPort, watching);
    }

    /** The same on a database. */
    public ServerSettings on(String database) {
        return new ServerSettings(configuration, data, Optional.of(Secret.of(database)), source, host, port, watching);
    }

    /** The same with documents from elsewhere. */
    public ServerSettings from(Source other) {
        return new ServerSettings(configuration, data, datasource, other, host, port, watching);
    }

    /** True when other nodes may work on the same store. */
    boolean shared() {
        return datasource.isPresent();
    }

    /** The same with other watching. */
    public ServerSettings with(Watching other) {
        return new ServerSettings(configuration, data, datasource, source, host, port, other);
    }
}
