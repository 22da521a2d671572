package org.patchbay.server.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints what makes a shell complete commands and flags. */
@Command(
        name = "completion",
        description = "print what makes bash and zsh complete commands and flags",
        footer = {"", "source <(patchbay completion)"})
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final CommandLine all;

    CompletionCommand(Terminal terminal, CommandLine all) {
        this.terminal = terminal;
        this.all = all;
    }

    @Override
    public Integer call() {
        terminal.out().println(AutoComplete.bash("patchbay", all));
        return Exit.FINE.code();
    }
}
