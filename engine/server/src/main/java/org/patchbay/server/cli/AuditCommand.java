package org.patchbay.server.cli;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who changed what. */
@Command(
        name = "audit",
        description = "who changed what, newest first",
        footer = {"", "Exit code 1 when the trail is not whole: an entry was altered, left out or put in."})
final class AuditCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Terminal terminal;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "how many; 50 unless given")
    private int limit;

    @Option(names = "--json", description = "one JSON object per line")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var page = server.remote(terminal).get("/audit?limit=" + limit);
        var rows = new ArrayList<List<String>>();
        page.path("items").forEach(entry -> {
            if (json) {
                terminal.out().println(Json.line(entry));
            } else {
                var at = Instant.parse(entry.path("at").asText()).atZone(terminal.zone());
                rows.add(List.of(
                        entry.path("number").asText(),
                        TIME.format(at),
                        entry.path("who").asText(),
                        entry.path("what").asText(),
                        entry.path("outcome").asText()));
            }
        });
        terminal.out().print(Columns.table(rows));
        if (page.path("whole").asBoolean()) {
            return Exit.FINE.code();
        }
        terminal.err()
                .println("The trail is not whole: entry "
                        + page.path("brokenAt").asText() + " does not follow from the one before it.");
        return Exit.NOT_SO.code();
    }
}
