package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a server what a reload would change. */
@Command(
        name = "plan",
        aliases = "diff",
        description = "what a reload would change; nothing is taken",
        footer = {"", "Exit code 1 when the documents have errors, with --exit-code also when there are changes."})
final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "documents to compare instead of those that the server would take")
    private Optional<String> directory = Optional.empty();

    @Option(names = "--exit-code", description = "1 when there are changes")
    private boolean exitCode;

    @Option(names = "--json", description = "the answer as JSON")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var remote = server.remote(terminal);
        var plan = remote.send("POST", "/config/plan", GivenDocuments.body(terminal, remote, directory));
        terminal.out().print(json ? Json.line(plan) + "\n" : page(plan));
        var isBad = !plan.path("valid").asBoolean();
        return (isBad || exitCode && !plan.path("changes").isEmpty() ? Exit.NOT_SO : Exit.FINE).code();
    }

    private static String page(JsonNode plan) {
        var serving = plan.path("serving").asText();
        if (!plan.path("valid").asBoolean()) {
            return FindingsPage.page(plan.path("findings")) + "A reload would be refused; still serving " + serving
                    + ".\n";
        }
        return plan.path("changes").isEmpty()
                ? "Nothing would change; serving " + serving + ".\n"
                : ChangesPage.page(plan.path("changes")) + "Nothing was taken. Next: patchbay reload\n";
    }
}
