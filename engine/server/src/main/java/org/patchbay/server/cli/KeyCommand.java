package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.patchbay.server.http.Origins;
import org.patchbay.server.http.Role;
import org.patchbay.store.Keys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes and revokes the keys that callers of the API show. */
@Command(
        name = "key",
        description = "make and revoke the keys that callers of the API show",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "patchbay key create --call-centre CC-1                                  sk_…  a phone system's own back end",
            "patchbay key create --call-centre CC-1 --origins https://phone.example  pk_…  web pages of that origin",
            "patchbay key create --role viewer                                       ak_…  an administrator",
            "",
            "Works on the data directory of this machine, or on a running server:",
            "with --server, or where $PATCHBAY_URL is on another machine."
        })
final class KeyCommand {
    private final Equipment equipment;
    private final Terminal terminal;

    KeyCommand(Equipment equipment, Terminal terminal) {
        this.equipment = equipment;
        this.terminal = terminal;
    }

    @Command(name = "create", description = "make one and show it this one time")
    int create(@Mixin ServerOptions server, @Mixin Wish wish) {
        var order = wish.order();
        var key = server.named(terminal)
                ? server.remote(terminal)
                        .send("POST", "/keys", json(order))
                        .path("key")
                        .asText()
                : create(server, order);
        terminal.out().println(key);
        terminal.err().println("Keep it: it is not shown again. It goes into the header Authorization: Bearer KEY");
        return Exit.FINE.code();
    }

    private String create(ServerOptions server, KeyOrder order) {
        var made = order.mint(Instant.now());
        try (var store = equipment.openStore(server.data(terminal))) {
            store.keys().put(made.key());
            Trail.leave(store, "POST /keys " + made.key().id());
        }
        return made.text();
    }

    private static ObjectNode json(KeyOrder order) {
        var json = Json.object().put("kind", order.prefix());
        order.callCentre().ifPresent(centre -> json.put("callcenterId", centre));
        order.role().ifPresent(role -> json.put("role", role.word()));
        var origins = json.putArray("allowedOrigins");
        order.origins().forEach(origins::add);
        return json;
    }

    @Command(name = "list", description = "ids and what they may do, never keys")
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        var all = known(server);
        if (json) {
            all.forEach(key -> terminal.out().println(Json.line(key)));
        } else {
            terminal.out().print(Columns.table(all.stream().map(KeyCommand::row).toList()));
        }
        return Exit.FINE.code();
    }

    private static List<String> row(JsonNode key) {
        var origins = StreamSupport.stream(key.path("allowedOrigins").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" "));
        return List.of(
                key.path("id").asText(),
                key.path("kind").asText(),
                key.path("callcenterId").asText("whole installation"),
                key.path("role").asText(""),
                origins);
    }

    private List<JsonNode> known(ServerOptions server) {
        var all = new ArrayList<JsonNode>();
        if (server.named(terminal)) {
            var found = server.remote(terminal).get("/keys");
            (found.isArray() ? found : found.path("items")).forEach(all::add);
            return all;
        }
        try (var store = equipment.openStore(server.data(terminal))) {
            store.keys().list().forEach(key -> all.add(json(key)));
        }
        return all;
    }

    private static ObjectNode json(Keys.Key key) {
        return json(KeyOrder.of(key))
                .put("id", key.id())
                .put("createdAt", key.createdAt().toString());
    }

    @Command(name = "revoke", description = "nobody gets in with it any more")
    int revoke(@Mixin ServerOptions server, @Parameters(paramLabel = "ID") String id) {
        if (server.named(terminal)) {
            server.remote(terminal).send("DELETE", "/keys/" + id, Json.nothing());
        } else {
            try (var store = equipment.openStore(server.data(terminal))) {
                if (!store.keys().revoke(id)) {
                    throw Complaint.notSo("there is no key `" + id + "`", "patchbay key list");
                }
                Trail.leave(store, "DELETE /keys/" + id);
            }
        }
        terminal.err().println("Revoked.");
        return Exit.FINE.code();
    }

    /** What the key shall be good for. */
    static final class Wish {
        @Option(names = "--call-centre", paramLabel = "ID", description = "speaks for this call centre only")
        private Optional<String> callCentre = Optional.empty();

        @Option(
                names = "--origins",
                paramLabel = "ORIGIN",
                split = ",",
                description = "a publishable key, for web pages of these origins")
        private List<String> origins = new ArrayList<>();

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "an administrator's key: viewer, editor, publisher or owner")
        private Optional<String> role = Optional.empty();

        KeyOrder order() {
            if (!origins.isEmpty() && (callCentre.isEmpty() || role.isPresent())) {
                throw Complaint.usage("--origins makes a key for web pages of one call centre", "add --call-centre ID");
            }
            for (var origin : origins) {
                if (!Origins.isOrigin(origin)) {
                    throw Complaint.usage(
                            "`" + origin + "` is no origin", "https:// and a host, no path: https://phone.example");
                }
            }
            var kind = role.isPresent() ? Keys.Kind.AK : origins.isEmpty() ? Keys.Kind.SK : Keys.Kind.PK;
            return new KeyOrder(kind, callCentre, role.map(Wish::role), origins);
        }

        private static Role role(String word) {
            var words = Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "));
            return Role.of(word).orElseThrow(() -> Complaint.usage("there is no role `" + word + "`", words));
        }
    }
}
