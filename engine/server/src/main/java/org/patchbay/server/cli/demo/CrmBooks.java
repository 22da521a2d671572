package org.patchbay.server.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the pretend CRM knows. Guarded by the CRM's own lock. */
final class CrmBooks {
    private static final long FIRST_LOG = 501;
    private static final long FIRST_TICKET = 32;
    private static final Set<String> DIRECTIONS = Set.of("IN", "OUT", "INTERNAL");

    private final List<Contact> contacts = new ArrayList<>(List.of(
            new Contact(7, "Nguyen Van An", "+84901234567", "Acme Ltd", List.of("Late parcel", "Invoice came twice")),
            new Contact(8, "Tran Thi Binh", "+84907654321", "Binh Minh Tea", List.of()),
            new Contact(9, "Le Van Cuong", "+842812345678", "Saigon Print", List.of()),
            new Contact(10, "Pham Thi Dung", "+842812345678", "Saigon Print", List.of("Wrong address"))));
    private final Map<Long, Log> logs = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<JsonNode> tickets = new ArrayList<>();
    private long nextLog = FIRST_LOG;

    /** Somebody the CRM knows. */
    record Contact(long id, String name, String phone, String company, List<String> tickets) {}

    /** The log of a call. */
    record Log(long id, String call, Optional<String> contact, String status, Optional<Long> seconds) {}

    /** A text that has to be there. */
    static String required(JsonNode body, String key) {
        var value = body.path(key);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new Rejection(422, "`" + key + "` is missing");
        }
        return value.asText();
    }

    ArrayNode search(String phone) {
        var found = JsonNodeFactory.instance.arrayNode();
        contacts.stream()
                .filter(contact -> contact.phone().equals(phone))
                .forEach(contact -> found.addObject()
                        .put("id", contact.id())
                        .put("fullName", contact.name())
                        .putObject("company")
                        .put("name", contact.company()));
        return found;
    }

    Contact contact(String id) {
        return contacts.stream()
                .filter(contact -> Long.toString(contact.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new Rejection(404, "there is no contact " + id));
    }

    ArrayNode tickets(Contact contact) {
        var found = JsonNodeFactory.instance.arrayNode();
        for (var i = 0; i < contact.tickets().size(); i++) {
            found.addObject()
                    .put("id", FIRST_TICKET - 1 - i)
                    .put("subject", contact.tickets().get(i));
        }
        return found;
    }

    long addContact(String name, String phone) {
        if (contacts.stream().anyMatch(contact -> contact.phone().equals(phone))) {
            throw new Rejection(409, "phone is taken");
        }
        var contact = new Contact(contacts.getLast().id() + 1, name, phone, "", List.of());
        contacts.add(contact);
        return contact.id();
    }

    List<Log> logsOf(String call) {
        return logs.values().stream().filter(log -> log.call().equals(call)).toList();
    }

    /** A log of a call that has none: begun, or done at once when the call was never answered. */
    Log begin(JsonNode body) {
        var call = required(body, "externalId");
        if (!logsOf(call).isEmpty()) {
            throw new Rejection(
                    409,
                    "call " + call + " has a log already: "
                            + logsOf(call).getFirst().id());
        }
        var status = required(body, "status");
        var contact = Optional.of(body.path("contactId").asText("")).filter(id -> !id.isEmpty());
        contact.ifPresent(this::contact);
        var log = switch (status) {
            case "ongoing" -> new Log(nextLog, call, contact, status, Optional.empty());
            case "done" -> new Log(nextLog, call, contact, status, Optional.of(seconds(body)));
            default -> throw new Rejection(422, "a log is ongoing or done, not " + status);
        };
        if (status.equals("ongoing") && !DIRECTIONS.contains(required(body, "direction"))) {
            throw new Rejection(422, "the direction is IN, OUT or INTERNAL");
        }
        nextLog++;
        logs.put(log.id(), log);
        return log;
    }

    /** A log that is finished may be finished again by a longer call, after a transfer; a shorter one comes too late. */
    Log finish(String id, JsonNode body) {
        var before = log(id);
        if (!required(body, "status").equals("done")) {
            throw new Rejection(422, "a log is finished with the status done");
        }
        var after = new Log(before.id(), before.call(), before.contact(), "done", Optional.of(seconds(body)));
        if (before.status().equals("done") && seconds(body) < before.seconds().orElse(0L)) {
            throw new Rejection(
                    409,
                    "log " + id + " is finished already, with "
                            + before.seconds().orElse(0L) + " s");
        }
        logs.put(after.id(), after);
        return after;
    }

    void discard(String id) {
        logs.remove(log(id).id());
    }

    private Log log(String id) {
        return logs.values().stream()
                .filter(log -> Long.toString(log.id()).equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new Rejection(404, "there is no log " + id + ": it has to be begun before it is finished"));
    }

    private static long seconds(JsonNode body) {
        if (!body.path("duration").isIntegralNumber() || body.path("duration").asLong() < 0) {
            throw new Rejection(422, "`duration` is no number of seconds");
        }
        return body.path("duration").asLong();
    }

    long addTicket(JsonNode body) {
        tickets.add(body);
        return FIRST_TICKET + tickets.size() - 1;
    }

    void addNote(String text) {
        notes.add(text);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
