package org.patchbay.server.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.patchbay.config.Explain;
import org.patchbay.definition.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the manual page of a code or word. */
@Command(name = "explain", description = "the manual page of a code, trigger, format or other word of documents")
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE|WORD",
            description = "for example PB301, sources, call-start, e164; a list of pages if not given")
    private Optional<String> word = Optional.empty();

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(word.map(ExplainCommand::page).orElseGet(Explain::index));
        return Exit.FINE.code();
    }

    private static String page(String word) {
        return Explain.of(word)
                .orElseThrow(() -> Complaint.notSo(
                        "there is no page about `" + word + "`",
                        Nearest.to(word, Explain.words())
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse("`patchbay explain` lists the pages")));
    }
}
