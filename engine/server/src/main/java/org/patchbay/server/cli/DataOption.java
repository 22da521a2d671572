package org.patchbay.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where everything that outlives a run is kept on this machine. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data directory; else $PATCHBAY_DATA, else ./patchbay-data")
    private Optional<String> data = Optional.empty();

    Path directory(Terminal terminal) {
        return terminal.at(data.or(() -> terminal.variable("PATCHBAY_DATA")).orElse("patchbay-data"));
    }
}
