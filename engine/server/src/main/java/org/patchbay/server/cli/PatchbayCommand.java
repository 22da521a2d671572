package org.patchbay.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What all commands have in common. */
@Command(
        name = "patchbay",
        description = "Connects a phone system to other systems, as described in configuration files.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = PatchbayCommand.Version.class,
        footer = {
            "",
            "Begin with `patchbay demo`, or with `patchbay init` for a configuration of your own.",
            "",
            "Exit codes: 0 fine, 1 what was asked about is not so, 2 wrong usage, 3 no server or refused, 130 interrupted."
        })
final class PatchbayCommand implements Runnable {
    /** The flag that shows stack traces. */
    static final String DEBUG = "--debug";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show which version this is")
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    @Option(names = DEBUG, scope = ScopeType.INHERIT, description = "show where a fault of Patchbay itself comes from")
    @SuppressWarnings("UnusedVariable")
    private boolean debug;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Name and number. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Patchbay " + Cli.version()};
        }
    }

    /** The whole help, for commands that were called without one. */
    static void help(CommandLine line) {
        line.usage(line.getErr());
    }
}
