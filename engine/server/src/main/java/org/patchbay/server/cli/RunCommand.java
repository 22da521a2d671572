package org.patchbay.server.cli;

import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.patchbay.definition.Secret;
import org.patchbay.server.cli.Serving.Source;
import org.patchbay.server.cli.Serving.Watching;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves documents until it is stopped. */
@Command(name = "run", description = "serve documents until it is stopped")
final class RunCommand implements Callable<Integer> {
    private final Equipment equipment;
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "the documents; else ./config, else the current directory")
    private Optional<String> directory = Optional.empty();

    @Option(names = "--port", paramLabel = "N", description = "8080 if not given; 0 takes any free one")
    private int port = 8080;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "address to listen on; 127.0.0.1 if not given")
    private String host = "127.0.0.1";

    @Option(
            names = "--datasource",
            paramLabel = "URL",
            description = "MySQL or MariaDB for several nodes: mysql://user:password@host:3306/database;"
                    + " else $PATCHBAY_DATASOURCE, else a file in the data directory")
    private Optional<String> datasource = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "files|db",
            description = "where documents come from: files if not given; db: the newest revision in the store")
    private String from = "files";

    @Option(
            names = "--no-watch",
            description = "take documents when a reload is asked for; else as soon as one is saved")
    private boolean unwatched;

    @Mixin
    private DataOption data = new DataOption();

    RunCommand(Equipment equipment, Terminal terminal) {
        this.equipment = equipment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var begun = System.nanoTime();
        var running = equipment.start(serving(), terminal.err()::println);
        Holding.announce(terminal, running, begun);
        return Holding.until(running::close).code();
    }

    private Serving serving() {
        var source = fromDatabase() ? Source.DATABASE : Source.FILES;
        var documents = directory.orElseGet(() -> source == Source.FILES ? Documents.usual(terminal) : ".");
        if (!Files.isDirectory(terminal.at(documents))) {
            throw Complaint.usage("there is no directory `" + documents + "`", "patchbay init makes one");
        }
        return new Serving(
                terminal.at(documents),
                data.directory(terminal),
                datasource.or(() -> terminal.variable("PATCHBAY_DATASOURCE")).map(Secret::of),
                source,
                host,
                port,
                unwatched || source == Source.DATABASE ? Watching.OFF : Watching.ON);
    }

    private boolean fromDatabase() {
        return switch (from) {
            case "files" -> false;
            case "db" -> true;
            default ->
                throw Complaint.usage("`--source " + from + "` is not known", "`--source files` or `--source db`");
        };
    }
}
