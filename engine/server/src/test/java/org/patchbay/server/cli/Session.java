package org.patchbay.server.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.patchbay.server.cli.Terminal.Look;

/** A person at a terminal, or a script: runs commands in this process and keeps what they printed. */
final class Session {
    private final Equipment equipment;
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private String piped = "";

    Session(Equipment equipment, Path directory) {
        this.equipment = equipment;
        this.directory = directory;
    }

    /** What a command came to. */
    record Result(int exit, String out, String err) {}

    Session with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Session piping(String text) {
        piped = text;
        return this;
    }

    Result run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit = Cli.run(equipment, terminal(out, err, Look.PIPED), arguments);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Terminal terminal(ByteArrayOutputStream out, ByteArrayOutputStream err, Look look) {
        return new Terminal(
                new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                directory,
                ZoneId.of("Asia/Ho_Chi_Minh"),
                look);
    }
}
