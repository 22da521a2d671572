package org.patchbay.server.cli;

import java.util.concurrent.Callable;
import org.patchbay.config.SchemaWriter;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of documents. */
@Command(
        name = "schema",
        description = "print the JSON Schema of documents, for editors",
        footer = {"", "patchbay schema > " + SchemaCommand.FILE})
final class SchemaCommand implements Callable<Integer> {
    /** What the schema is called where `init` writes it. */
    static final String FILE = "patchbay.schema.json";

    private final Terminal terminal;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static String schema() {
        return SchemaWriter.write();
    }

    @Override
    public Integer call() {
        terminal.out().print(schema());
        return Exit.FINE.code();
    }
}
