package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who changed what. */
@Command(
        name = "audit",
        description = "who changed what, newest first",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Exit code 1 when the trail is not whole: an entry was altered, left out or put in, or the newest are missing."
        })
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
        return verdict(page);
    }

    @Command(
            name = "head",
            description = "number and hash of the newest entry, to be kept where the database is not",
            footer = {"", "Exit code 1 when the trail is not whole."})
    int head(@Mixin ServerOptions at) {
        var page = at.remote(terminal).get("/audit?limit=1");
        var head = page.path("head");
        terminal.out()
                .println(head.path("number").asText() + ":" + head.path("hash").asText());
        return verdict(page);
    }

    @Command(
            name = "verify",
            description = "whether the trail is whole",
            footer = {
                "",
                "Exit code 1 when it is not: an entry was altered, left out or put in, the newest are missing, or what was kept is not"
                        + " in it. A database that was put back as it once was as a whole shows only against a head that was kept."
            })
    int verify(
            @Mixin ServerOptions at,
            @Option(
                            names = "--kept",
                            paramLabel = "NUMBER:HASH",
                            converter = KeptHead.Reader.class,
                            description = "what `patchbay audit head` said once: that entry has to be there still")
                    Optional<KeptHead> kept) {
        var page = at.remote(terminal)
                .get("/audit?limit=1"
                        + kept.map(head -> "&cursor=" + (head.number() + 1)).orElse(""));
        var verdict = verdict(page);
        var missing = kept.flatMap(head -> head.against(page.path("items").path(0)));
        missing.ifPresent(terminal.err()::println);
        if (verdict == Exit.FINE.code() && missing.isEmpty()) {
            terminal.out()
                    .println("The trail is whole: "
                            + page.path("head").path("number").asText() + " entries.");
        }
        return missing.isEmpty() ? verdict : Exit.NOT_SO.code();
    }

    private int verdict(JsonNode page) {
        if (page.path("whole").asBoolean()) {
            return Exit.FINE.code();
        }
        terminal.err()
                .println("The trail is not whole at entry "
                        + page.path("brokenAt").asText() + ": expected "
                        + page.path("expected").asText() + "; found "
                        + page.path("found").asText() + ".");
        return Exit.NOT_SO.code();
    }
}
