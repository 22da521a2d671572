package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a server to take its documents again. */
@Command(name = "reload", description = "have the server take its documents; with errors it goes on with the old ones")
final class ReloadCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description =
                    "documents to take instead of those that the server has, for one that has them in the database")
    private Optional<String> directory = Optional.empty();

    @Option(names = "--if-revision", paramLabel = "N", description = "only when this revision is live")
    private Optional<Long> revision = Optional.empty();

    @Option(names = "--json", description = "the answer as JSON")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    ReloadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var remote = server.remote(terminal);
        var headers =
                revision.map(number -> Map.of("If-Match", "\"" + number + "\"")).orElse(Map.of());
        var answered = remote.send("POST", "/config/reload", GivenDocuments.body(terminal, remote, directory), headers);
        if (json) {
            terminal.out().println(Json.line(answered.body()));
        }
        if (answered.body().path("findings").isArray()) {
            return refused(answered.body()).code();
        }
        var answer = Refusals.unlessFine(answered, remote);
        if (!json) {
            terminal.out().println(sentence(answer));
        }
        return Exit.FINE.code();
    }

    private Exit refused(JsonNode problem) {
        if (!json) {
            terminal.out().print(FindingsPage.page(problem.path("findings")));
            var serving = problem.path("serving").asText("");
            terminal.out().println(serving.isEmpty() ? "Refused." : "Still serving " + serving + ".");
        }
        return Exit.NOT_SO;
    }

    private static String sentence(JsonNode answer) {
        var changes = new StringJoiner(", ");
        answer.path("changes").forEach(change -> changes.add(change.asText()));
        var revision = answer.path("revision").asText();
        return changes.length() == 0
                ? revision + " is live: nothing has changed."
                : revision + " is live: " + changes + ", " + answer.path("ms").asText() + " ms";
    }
}
