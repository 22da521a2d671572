package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the configurations that were taken. */
@Command(
        name = "revisions",
        description = "look at the configurations that were taken, and go back to one",
        synopsisSubcommandLabel = "COMMAND")
final class RevisionsCommand {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int HASH = 12;

    private final Terminal terminal;

    RevisionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "list", description = "the newest first")
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        var found = server.remote(terminal).get("/revisions");
        var items = found.isArray() ? found : found.path("items");
        if (json) {
            items.forEach(revision -> terminal.out().println(Json.line(revision)));
        } else {
            var rows = new ArrayList<List<String>>();
            items.forEach(revision -> rows.add(row(revision)));
            terminal.out().print(Columns.table(rows));
        }
        return Exit.FINE.code();
    }

    private List<String> row(JsonNode revision) {
        var hash = revision.path("hash").asText("");
        var accepted = revision.path("acceptedAt").asText("");
        return List.of(
                number(revision),
                accepted.isEmpty() ? "" : DAY.format(Instant.parse(accepted).atZone(terminal.zone())),
                revision.path("author").asText(""),
                hash.substring(0, Math.min(HASH, hash.length())),
                revision.path("live").asBoolean() ? "live" : "");
    }

    @Command(name = "diff", description = "what changed from one to another")
    int diff(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "N") long from,
            @Parameters(paramLabel = "M") long to,
            @Option(names = "--json", description = "as JSON") boolean json) {
        var difference = server.remote(terminal).get("/revisions/" + from + "/diff/" + to);
        if (json) {
            terminal.out().println(Json.line(difference));
            return Exit.FINE.code();
        }
        terminal.out().print(ChangesPage.page(difference.path("changes")));
        if (difference.path("changes").isEmpty()) {
            terminal.err().println(from + " and " + to + " are the same.");
        }
        return Exit.FINE.code();
    }

    @Command(name = "activate", description = "take the documents of an earlier one again, under a new number")
    int activate(@Mixin ServerOptions server, @Parameters(paramLabel = "N") long number) {
        var answer = server.remote(terminal).send("POST", "/revisions/" + number + "/activate", Json.nothing());
        terminal.out().println(answer.path("revision").asText() + " is live: the documents of " + number + ".");
        return Exit.FINE.code();
    }

    private static String number(JsonNode revision) {
        return revision.path(revision.has("number") ? "number" : "revision").asText("");
    }

    @Command(name = "show", description = "the documents of one")
    int show(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "N") long number,
            @Option(names = "--json", description = "as JSON") boolean json) {
        var revision = server.remote(terminal).get("/revisions/" + number);
        if (json) {
            terminal.out().println(Json.line(revision));
        } else {
            revision.path("documents")
                    .properties()
                    .forEach(document -> terminal.out()
                            .print("# " + document.getKey() + "\n"
                                    + document.getValue().asText().stripTrailing() + "\n\n"));
        }
        return Exit.FINE.code();
    }
}
