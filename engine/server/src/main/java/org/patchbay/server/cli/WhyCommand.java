package org.patchbay.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says why something did not come of a call. */
@Command(
        name = "why",
        description = "why a call had no pop, no log or no SMS, and what to do about it",
        footer = {"", "Which call: patchbay calls list --phone NUMBER, or --agent NAME."})
final class WhyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CallsCommand.Named named = new CallsCommand.Named();

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    WhyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var told = named.call(server.remote(terminal), "/why");
        terminal.out().print(json ? Json.line(told) + "\n" : new WhyPage(terminal).page(told));
        return Exit.FINE.code();
    }
}
