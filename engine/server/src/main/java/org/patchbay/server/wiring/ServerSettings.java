package org.patchbay.server.wiring;

import java.nio.file.Path;

/**
 * What a server is started with.
 *
 * @param configuration directory of the documents
 * @param data directory of everything that outlives a run
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 */
public record ServerSettings(Path configuration, Path data, String host, int port, Watching watching) {
    private static final int USUAL_PORT = 8080;

    /** Whether documents are taken when they are saved. */
    public enum Watching {
        ON,
        OFF
    }

    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /** The usual: this machine only, port 8080, documents watched. */
    public static ServerSettings of(Path configuration, Path data) {
        return new ServerSettings(configuration, data, "127.0.0.1", USUAL_PORT, Watching.ON);
    }

    /** The same on another port. */
    public ServerSettings at(int otherPort) {
        return new ServerSettings(configuration, data, host, otherPort, watching);
    }

    /** The same with other watching. */
    public ServerSettings with(Watching other) {
        return new ServerSettings(configuration, data, host, port, other);
    }
}
