package org.patchbay.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Secret;
import picocli.CommandLine.Option;

/** Which server a command asks, and with which key. */
final class ServerOptions {
    private static final URI USUAL = URI.create("http://localhost:8080");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the server to ask; else $PATCHBAY_URL, else http://localhost:8080")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "what to show it; else $PATCHBAY_KEY, else admin.key of the data directory on this machine")
    private Optional<String> key = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data directory; else $PATCHBAY_DATA, else ./patchbay-data")
    private Optional<String> data = Optional.empty();

    /**
     * True when a server is meant and not the data directory of this machine: it was named on the command line, or the environment names
     * one on another machine and no data directory is given (decision 0130).
     */
    boolean named(Terminal terminal) {
        return server.isPresent() || data.isEmpty() && elsewhere(terminal);
    }

    private static boolean elsewhere(Terminal terminal) {
        return terminal.variable("PATCHBAY_URL")
                .map(ServerOptions::address)
                .filter(address -> !HERE.contains(address.getHost()))
                .isPresent();
    }

    /** The server, ready to be asked. */
    Remote remote(Terminal terminal) {
        var base = server.or(() -> terminal.variable("PATCHBAY_URL"))
                .map(ServerOptions::address)
                .orElse(USUAL);
        return new Remote(base, key(terminal, base));
    }

    /** The data directory on this machine. */
    Path data(Terminal terminal) {
        return terminal.at(data.or(() -> terminal.variable("PATCHBAY_DATA")).orElse("patchbay-data"));
    }

    private static URI address(String text) {
        try {
            var address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException unreadable) {
            // said below
        }
        throw Complaint.usage("`" + text + "` is no address of a server", "for example http://localhost:8080");
    }

    /** The key of this machine's own server is shown to this machine only. */
    private Optional<Secret> key(Terminal terminal, URI base) {
        return key.or(() -> terminal.variable("PATCHBAY_KEY"))
                .or(() -> HERE.contains(base.getHost()) ? adminKey(data(terminal)) : Optional.empty())
                .map(Secret::of);
    }

    private static Optional<String> adminKey(Path data) {
        var file = data.resolve("admin.key");
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
