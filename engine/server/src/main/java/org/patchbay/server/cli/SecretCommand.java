package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.config.SecretSources;
import org.patchbay.definition.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps secrets that documents name as <code>${secret:name}</code>. */
@Command(
        name = "secret",
        description = "keep the secrets that documents name as ${secret:name}",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Works on the data directory of this machine, or on a running server:",
            "with --server, or where $PATCHBAY_URL is on another machine."
        })
final class SecretCommand {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final String NAME = "[A-Za-z][A-Za-z0-9_.-]{0,63}";

    private final Equipment equipment;
    private final Terminal terminal;

    SecretCommand(Equipment equipment, Terminal terminal) {
        this.equipment = equipment;
        this.terminal = terminal;
    }

    @Command(
            name = "set",
            description = "set one; its value is typed or comes through standard input, never as an argument")
    int set(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME") String name) {
        if (!name.matches(NAME)) {
            throw Complaint.usage(
                    "`" + name + "` is no name for a secret", "letters, digits, dots, hyphens; a letter first");
        }
        var value = terminal.secret("Value of " + name);
        if (value.reveal().isEmpty()) {
            throw Complaint.usage(
                    "the value is empty", "for example: printf %s \"$VALUE\" | patchbay secret set " + name);
        }
        if (server.named(terminal)) {
            server.remote(terminal)
                    .send("PUT", "/secrets/" + name, Json.object().put("value", value.reveal()));
        } else {
            try (var store = equipment.openStore(server.data(terminal))) {
                store.secrets().put(name, value, Instant.now());
                Trail.leave(store, "PUT /secrets/" + name);
            }
        }
        terminal.err()
                .println("Kept. Documents name it ${secret:" + name
                        + "}; a server that runs takes it with the next reload.");
        return Exit.FINE.code();
    }

    @Command(name = "list", description = "names and when each was set, never values")
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        for (var known : known(server)) {
            terminal.out()
                    .println(
                            json
                                    ? Json.line(known)
                                    : Columns.table(List.of(row(known))).stripTrailing());
        }
        return Exit.FINE.code();
    }

    private List<String> row(JsonNode known) {
        var set = Instant.parse(known.path("setAt").asText());
        return List.of(Show.wide(known.path("name").asText(), 32), DAY.format(set.atZone(terminal.zone())));
    }

    private List<JsonNode> known(ServerOptions server) {
        var all = new ArrayList<JsonNode>();
        if (server.named(terminal)) {
            var found = server.remote(terminal).get("/secrets");
            (found.isArray() ? found : found.path("items")).forEach(all::add);
            return all;
        }
        try (var store = equipment.openStore(server.data(terminal))) {
            store.secrets()
                    .list()
                    .forEach(known -> all.add(Json.object()
                            .put("name", known.name())
                            .put("setAt", known.setAt().toString())));
        }
        return all;
    }

    @Command(
            name = "rotate",
            description = "change the master key, also while a server runs",
            footer = {
                "",
                "Without --given, a fresh key takes the place of the one in master.key. Several nodes need the same file.",
                "A key in PATCHBAY_MASTER_KEY is changed with --given; the variable is changed afterwards."
            })
    int rotate(
            @Mixin DataOption data,
            @Option(
                            names = "--given",
                            description = "the new key (32 bytes in Base64) is typed or comes through standard input")
                    boolean given) {
        var next = given ? Optional.of(terminal.secret("New master key")) : Optional.<Secret>empty();
        var file = equipment.changeMasterKey(data.directory(terminal), next);
        terminal.err()
                .println(
                        file.map(path -> "The master key in " + path
                                        + " is a new one. Keep a copy of it, and destroy the old one.")
                                .orElse(
                                        "The master key is changed. Put the new one into PATCHBAY_MASTER_KEY before the next start."));
        return Exit.FINE.code();
    }

    @Command(name = "rm", description = "remove one")
    int remove(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME") String name) {
        if (server.named(terminal)) {
            server.remote(terminal).send("DELETE", "/secrets/" + name, Json.nothing());
        } else {
            try (var store = equipment.openStore(server.data(terminal))) {
                var use = store.revisions().newest().stream()
                        .flatMap(kept -> SecretSources.naming(kept.documents(), name).stream())
                        .toList();
                if (!use.isEmpty()) {
                    throw Complaint.notSo(
                            "`${secret:" + name + "}` stands in " + String.join(", ", use),
                            "the server would not start with them again; take it out of them, and reload, first");
                }
                if (!store.secrets().remove(name)) {
                    throw Complaint.notSo("there is no secret `" + name + "`", "");
                }
                Trail.leave(store, "DELETE /secrets/" + name);
            }
        }
        terminal.err().println("Removed.");
        return Exit.FINE.code();
    }
}
