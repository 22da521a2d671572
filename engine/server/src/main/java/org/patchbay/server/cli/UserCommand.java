package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.definition.Secret;
import org.patchbay.server.http.People;
import org.patchbay.server.http.Role;
import org.patchbay.store.Store;
import org.patchbay.store.Users.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets people administer the installation, and no longer. */
@Command(
        name = "user",
        description = "people who administer the installation",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "patchbay user add an --role editor        the password is typed, or comes through standard input",
            "",
            "Roles: viewer, editor, publisher, owner; each may do what those before it may.",
            "Works on the data directory of this machine, or on a running server:",
            "with --server, or where $PATCHBAY_URL is on another machine."
        })
final class UserCommand {
    private final Equipment equipment;
    private final Terminal terminal;

    UserCommand(Equipment equipment, Terminal terminal) {
        this.equipment = equipment;
        this.terminal = terminal;
    }

    @Command(name = "add", description = "let somebody in")
    int add(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", paramLabel = "ROLE", defaultValue = "viewer", description = "viewer unless given")
                    String role) {
        var wanted = role(role);
        var password = password(name);
        if (server.named(terminal)) {
            var body =
                    Json.object().put("name", name).put("role", wanted.word()).put("password", password.reveal());
            server.remote(terminal).send("POST", "/users", body);
        } else {
            at(server, "POST /users", store -> {
                if (store.users().find(name).isPresent()) {
                    throw Complaint.notSo("there is a user `" + name + "` already", "patchbay user passwd " + name);
                }
                store.users().put(good(People.user(name, wanted, password, Instant.now())));
            });
        }
        return said("Added.");
    }

    @Command(name = "passwd", description = "give somebody another password; what they had before counts no more")
    int password(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME") String name) {
        var password = password(name);
        if (server.named(terminal)) {
            server.remote(terminal)
                    .send("PATCH", "/users/" + name, Json.object().put("password", password.reveal()));
        } else {
            at(
                    server,
                    "PATCH /users/" + name,
                    store -> store.users().put(good(People.with(known(store, name), password))));
        }
        return said("Changed.");
    }

    @Command(name = "role", description = "give somebody another role")
    int role(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ROLE") String role) {
        var wanted = role(role).word();
        if (server.named(terminal)) {
            server.remote(terminal)
                    .send("PATCH", "/users/" + name, Json.object().put("role", wanted));
        } else {
            at(server, "PATCH /users/" + name, store -> store.users().put(People.with(known(store, name), wanted)));
        }
        return said("Changed.");
    }

    @Command(name = "rm", description = "let somebody in no longer")
    int remove(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME") String name) {
        if (server.named(terminal)) {
            server.remote(terminal).send("DELETE", "/users/" + name, Json.nothing());
        } else {
            at(
                    server,
                    "DELETE /users/" + name,
                    store -> store.users().remove(known(store, name).name()));
        }
        return said("Removed.");
    }

    @Command(name = "list", description = "names and roles")
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        var all = all(server);
        if (json) {
            all.forEach(user -> terminal.out().println(Json.line(user)));
        } else {
            terminal.out()
                    .print(Columns.table(all.stream()
                            .map(user -> List.of(
                                    user.path("name").asText(),
                                    user.path("role").asText()))
                            .toList()));
        }
        return Exit.FINE.code();
    }

    private List<JsonNode> all(ServerOptions server) {
        var all = new ArrayList<JsonNode>();
        if (server.named(terminal)) {
            server.remote(terminal).get("/users").path("items").forEach(all::add);
            return all;
        }
        try (var store = equipment.openStore(server.data(terminal))) {
            store.users()
                    .list()
                    .forEach(user -> all.add(Json.object()
                            .put("name", user.name())
                            .put("role", user.role())
                            .put("createdAt", user.createdAt().toString())));
        }
        return all;
    }

    private interface Change {
        void in(Store store);
    }

    private void at(ServerOptions server, String what, Change change) {
        try (var store = equipment.openStore(server.data(terminal))) {
            change.in(store);
            Trail.leave(store, what);
        }
    }

    private static User known(Store store, String name) {
        return store.users()
                .find(name)
                .orElseThrow(() -> Complaint.notSo("there is no user `" + name + "`", "patchbay user list"));
    }

    private static User good(People.Made made) {
        return made.orElseThrow(refusal -> Complaint.usage(refusal.text(), ""));
    }

    private Secret password(String name) {
        return terminal.secret("Password of " + name);
    }

    private static Role role(String word) {
        return Role.of(word)
                .orElseThrow(
                        () -> Complaint.usage("there is no role `" + word + "`", "viewer, editor, publisher or owner"));
    }

    private int said(String text) {
        terminal.err().println(text);
        return Exit.FINE.code();
    }
}
