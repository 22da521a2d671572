package org.patchbay.server.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import org.patchbay.server.cli.demo.CrmBooks.Log;

/**
 * A CRM that gives nothing away: it wants its own API key, its own token before that has expired and the cookie of the tenant, E.164
 * numbers, and lets a call's log be finished only after it was begun.
 */
final class PretendCrm implements Partner {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final Doorman doorman;
    private final CrmBooks books = new CrmBooks();

    PretendCrm(List<Account> accounts, InstantSource clock) {
        this.doorman = new Doorman(accounts, clock);
    }

    @Override
    public String name() {
        return "CRM";
    }

    synchronized List<Log> logs(String call) {
        return books.logsOf(call);
    }

    synchronized List<String> notes() {
        return books.notes();
    }

    @Override
    public synchronized Answer answer(Received received) {
        var parts = received.segments();
        if (parts.equals(List.of("api", "login")) && received.method().equals("POST")) {
            return login(received);
        }
        doorman.admit(received);
        if (parts.size() < 2 || !parts.getFirst().equals("api")) {
            throw unknown(received);
        }
        return switch (parts.get(1)) {
            case "contacts" -> contacts(received, parts);
            case "calls" -> calls(received, parts);
            case "tickets" -> ticket(received);
            case "notes" -> note(received);
            default -> throw unknown(received);
        };
    }

    @Override
    public Answer refusal(Received received, Rejection rejection) {
        var body = Bodies.object();
        body.putObject("error").put("message", rejection.sentence());
        return new Answer(rejection.status(), body, rejection.sentence());
    }

    private static Rejection unknown(Received received) {
        return new Rejection(404, "there is no " + received.line());
    }

    private Answer login(Received received) {
        var token = doorman.signIn(received);
        var body = Bodies.object();
        body.putObject("data").put("accessToken", token.text()).put("expiresIn", Doorman.LIFE.toSeconds());
        return new Answer(
                OK,
                body,
                "signed in " + token.account().username() + ", token for " + Doorman.LIFE.toMinutes() + " min");
    }

    private Answer contacts(Received received, List<String> parts) {
        if (parts.size() == 4
                && parts.get(3).equals("tickets")
                && received.method().equals("GET")) {
            var contact = books.contact(parts.get(2));
            return new Answer(OK, books.tickets(contact), "open tickets of " + contact.name());
        }
        if (parts.size() != 2) {
            throw unknown(received);
        }
        return switch (received.method()) {
            case "GET" -> search(received);
            case "POST" -> contact(received.json());
            default -> throw unknown(received);
        };
    }

    private Answer search(Received received) {
        var phone = Phones.international(received.query().getOrDefault("phone", ""));
        var body = Bodies.object();
        body.set("items", books.search(phone));
        var found = body.path("items").size();
        return new Answer(
                OK,
                body,
                "looked for " + phone + ": "
                        + (found == 0
                                ? "nobody"
                                : found == 1
                                        ? books.search(phone)
                                                .path(0)
                                                .path("fullName")
                                                .asText()
                                        : found + " contacts"));
    }

    private Answer contact(JsonNode body) {
        var name = CrmBooks.required(body, "fullName");
        var id = books.addContact(name, Phones.international(CrmBooks.required(body, "phone")));
        return new Answer(CREATED, id(id), "contact " + id + ", " + name);
    }

    private Answer calls(Received received, List<String> parts) {
        return switch (received.method() + " " + parts.size()) {
            case "GET 2" -> findLog(received);
            case "POST 2" -> begin(received.json());
            case "PUT 3" -> finish(parts.get(2), received.json());
            case "DELETE 3" -> discard(parts.get(2));
            default -> throw unknown(received);
        };
    }

    private Answer findLog(Received received) {
        var call = received.query().getOrDefault("externalId", "");
        var body = Bodies.object();
        var items = body.putArray("items");
        var logs = books.logsOf(call);
        logs.forEach(log -> items.addObject().put("id", log.id()));
        return new Answer(
                OK,
                body,
                "logs of call " + call + ": "
                        + (logs.isEmpty() ? "none" : logs.getFirst().id()));
    }

    private Answer begin(JsonNode body) {
        var log = books.begin(body);
        return new Answer(CREATED, id(log.id()), described(log));
    }

    private static String described(Log log) {
        return switch (log.status()) {
            case "ongoing" ->
                "first log " + log.id() + " of call " + log.call()
                        + log.contact().map(id -> ", contact " + id).orElse("");
            default ->
                "log " + log.id() + " of call " + log.call() + ", "
                        + log.seconds().orElse(0L) + " s";
        };
    }

    private Answer finish(String id, JsonNode body) {
        var log = books.finish(id, body);
        return new Answer(
                NO_CONTENT,
                Bodies.none(),
                "log " + id + " finished after it was begun: " + log.seconds().orElse(0L) + " s");
    }

    private Answer discard(String id) {
        books.discard(id);
        return new Answer(NO_CONTENT, Bodies.none(), "log " + id + " discarded");
    }

    private Answer ticket(Received received) {
        var subject = CrmBooks.required(received.json(), "subject");
        var id = books.addTicket(received.json());
        return new Answer(CREATED, id(id), "ticket " + id + ": " + subject);
    }

    private Answer note(Received received) {
        var text = CrmBooks.required(received.json(), "text");
        books.addNote(text);
        return new Answer(CREATED, Bodies.none(), "note: " + text);
    }

    private static ObjectNode id(long id) {
        return Bodies.object().put("id", id);
    }
}
