package org.patchbay.server.cli;

import java.util.concurrent.Callable;
import org.patchbay.config.Explain;
import org.patchbay.definition.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the manual page of a code or word. */
@Command(name = "explain", description = "the manual page of a code, trigger, format or other word of documents")
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "CODE|WORD", description = "for example PB301, triggers, call-start, e164")
    private String word = "";

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var page = Explain.of(word)
                .orElseThrow(() ->
                        Complaint.notSo("there is no page about `" + word + "`", Nearest.help(word, Explain.words())));
        terminal.out().print(page);
        return Exit.FINE.code();
    }
}
