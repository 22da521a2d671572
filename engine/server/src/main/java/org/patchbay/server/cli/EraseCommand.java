package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.patchbay.format.PhoneTrace;
import org.patchbay.store.Erasure.Erased;
import org.patchbay.store.StoreUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets a person. */
@Command(
        name = "erase",
        description = "forget a person: everything in which a phone number stands, however it is written",
        footer = {
            "",
            "Removes executions, memories of calls, work that waits or could not be delivered, and synchronized contacts.",
            "Works on the data directory of this machine while no server runs on it, or on a running server:",
            "with --server, or where $PATCHBAY_URL is on another machine."
        })
final class EraseCommand implements Callable<Integer> {
    private final Equipment equipment;
    private final Terminal terminal;

    @Option(names = "--phone", paramLabel = "NUMBER", required = true, description = "the number of the person")
    private String phone = "";

    @Option(
            names = "--country",
            paramLabel = "CC",
            description = "country of a national number, ISO 3166; else that of the installation")
    private Optional<String> country = Optional.empty();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    EraseCommand(Equipment equipment, Terminal terminal) {
        this.equipment = equipment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var erased = server.named(terminal) ? there() : here();
        if (json) {
            terminal.out().println(Json.line(erased));
        } else {
            terminal.out().print(Columns.table(rows(erased)));
        }
        if (erased.path("busy").asInt() == 0) {
            return Exit.FINE.code();
        }
        terminal.err()
                .println("Some work about this number is under way and is still there: say it again in a moment.");
        return Exit.NOT_SO.code();
    }

    private JsonNode there() {
        var asked = Json.object().put("phone", phone);
        country.ifPresent(code -> asked.put("country", code));
        return server.remote(terminal).send("POST", "/erase", asked);
    }

    private JsonNode here() {
        var person = PhoneTrace.of(phone, country)
                .orElseThrow(() -> Complaint.usage(
                        "`" + phone + "` is no number of one person",
                        "at least seven digits, best with + and country"));
        try (var store = equipment.openStoreAlone(server.data(terminal))) {
            var erased = store.erasure().erase(person::in);
            Trail.leave(store, "POST /erase");
            return told(erased);
        } catch (StoreUnavailable used) {
            throw Complaint.notSo(
                    String.valueOf(used.getMessage()),
                    "a server that runs is named with --server, a data directory with --data");
        }
    }

    private static ObjectNode told(Erased erased) {
        return Json.object()
                .put("executions", erased.executions())
                .put("calls", erased.calls())
                .put("jobs", erased.jobs())
                .put("answers", erased.answers())
                .put("contacts", erased.contacts())
                .put("busy", erased.busy());
    }

    private static List<List<String>> rows(JsonNode erased) {
        return erased.properties().stream()
                .filter(field -> !field.getKey().equals("busy"))
                .map(field -> List.of(field.getKey(), field.getValue().asText()))
                .toList();
    }
}
