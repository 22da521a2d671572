package org.patchbay.server.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line: one command in, its exit code out. */
public final class Cli {
    private static final int WIDTH = 100;

    private Cli() {}

    /** Runs a command and says how it ended; prints to that terminal only. */
    public static int run(Equipment equipment, Terminal terminal, String... arguments) {
        var line = commandLine(equipment, terminal);
        try {
            return line.execute(arguments);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    static CommandLine commandLine(Equipment equipment, Terminal terminal) {
        var complaints = new Complaints(terminal);
        return Commands.all(equipment, terminal)
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setParameterExceptionHandler(complaints::misused)
                .setExecutionExceptionHandler(complaints::failed);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Which version this is. */
    static String version() {
        return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
