package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.patchbay.auth.Keepsakes;
import org.patchbay.definition.Secret;
import org.patchbay.engine.LinkVisit.Opening;
import org.patchbay.engine.LinkVisit.Stage;
import org.patchbay.engine.LinkVisit.Way;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Receipts;

/** Link pages that are open, on all nodes: of each the store has what only the person's browser can unlock. Thread-safe. */
final class Visits {
    private static final String BETWEEN = ".";
    /** Whoever takes longer to connect is gone. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Tools tools;
    private final Revisioner revisioner;
    private final Authors authors;
    private final Keepsakes tickets;
    private final Keepsakes visits;

    Visits(Tools tools, Revisioner revisioner) {
        this.tools = tools;
        this.revisioner = revisioner;
        this.authors = new Authors(tools.store());
        this.tickets = keepsakes("link-ticket");
        this.visits = keepsakes("link-page");
    }

    private Keepsakes keepsakes(String kind) {
        return new Keepsakes(tools.store().receipts(), tools.clock(), tools.random(), kind);
    }

    /** A ticket that opens a page once. */
    String ticket(Opening opening, Instant until) {
        var ticket = text();
        tickets.keep(ticket, json(opening), until);
        return ticket;
    }

    /** What a ticket opens, which is used up by it. */
    Optional<Opening> opened(String ticket) {
        return tickets.take(ticket).map(Visits::opening).filter(this::stands);
    }

    /** What somebody was invited to is over when whoever invited him is gone. */
    private boolean stands(Opening opening) {
        return opening.by().map(authors::stands).orElse(true);
    }

    /** Remembers how a page stands. */
    void keep(LinkVisit visit) {
        var json = json(visit);
        visit.query().forEach(json.withObject("/query")::put);
        json.put("stage", visit.stage().name());
        visits.keep(key(visit), json, visit.until());
    }

    /** Whose page it is, how long it is open, and who has agreed on it. */
    ObjectNode json(LinkVisit visit) {
        var json = json(visit.opening());
        json.put("draft", visit.draft().name());
        json.put("until", visit.until().toString());
        visit.principal().ifPresent(principal -> json.put("principal", principal.id()));
        return json;
    }

    /** The integrator that was to be on a page of which that is known. */
    Optional<Tenant> draft(JsonNode page) {
        return draft(opening(page), page.path("draft").asText());
    }

    /** The page that is open in this browser. */
    Optional<LinkVisit> find(String id, String visitor) {
        return visits.find(id + BETWEEN + visitor)
                .filter(json -> stands(opening(json)))
                .flatMap(json -> visit(id, visitor, json));
    }

    /** By which a page is found again from elsewhere, with what the browser keeps of it. */
    static String key(LinkVisit visit) {
        return visit.id() + BETWEEN + visit.visitor().reveal();
    }

    /** The page of that key. */
    Optional<LinkVisit> find(String key) {
        var cut = key.indexOf(BETWEEN);
        return cut < 0 ? Optional.empty() : find(key.substring(0, cut), key.substring(cut + 1));
    }

    private Optional<LinkVisit> visit(String id, String visitor, ObjectNode json) {
        var query = new LinkedHashMap<String, String>();
        json.path("query")
                .properties()
                .forEach(entry -> query.put(entry.getKey(), entry.getValue().asText()));
        return draft(opening(json), json.path("draft").asText())
                .map(draft -> Optional.of(json.path("principal").asText())
                        .filter(principal -> !principal.isEmpty())
                        .flatMap(tools.store().principals()::find)
                        .map(principal -> draft.knowing(draft.known().of(principal)))
                        .orElse(draft))
                .map(draft -> new LinkVisit(
                        id,
                        Secret.of(visitor),
                        opening(json),
                        query,
                        draft,
                        Instant.parse(json.path("until").asText()),
                        Stage.valueOf(json.path("stage").asText())));
    }

    /** The integrator to be. */
    Optional<Tenant> draft(Opening opening, String name) {
        return revisioner.draft(Receiving.integrator(opening, name));
    }

    /** The page is used up. */
    void drop(LinkVisit visit) {
        visits.drop(key(visit));
    }

    /** True for who comes first: a page makes one connection. */
    boolean use(LinkVisit visit) {
        var now = tools.clock().instant();
        var until = now.plus(LONGEST);
        return tools.store()
                        .receipts()
                        .begin(
                                new Receipts.Request(
                                        used(visit),
                                        "",
                                        visit.draft().name(),
                                        tools.store().nodes().own(),
                                        until),
                                now)
                instanceof Receipts.First;
    }

    void giveBack(LinkVisit visit) {
        tools.store().receipts().forget(used(visit));
    }

    private static Receipts.Key used(LinkVisit visit) {
        return new Receipts.Key("link-page/used", visit.id());
    }

    private static ObjectNode json(Opening opening) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("template", opening.template());
        json.put("callCentre", opening.callCentre());
        opening.user().ifPresent(user -> json.put("user", user));
        opening.team().ifPresent(team -> json.put("team", team));
        json.put("way", opening.way().name());
        opening.again().ifPresent(integrator -> json.put("again", integrator));
        opening.by().ifPresent(author -> json.put("by", author));
        return json;
    }

    private static Opening opening(JsonNode json) {
        return new Opening(
                json.path("template").asText(),
                json.path("callCentre").asText(),
                text(json, "user"),
                text(json, "team"),
                Way.valueOf(json.path("way").asText()),
                text(json, "again"),
                text(json, "by"));
    }

    private static Optional<String> text(JsonNode json, String key) {
        return Optional.ofNullable(json.get(key)).map(JsonNode::asText);
    }

    /** A text that cannot be guessed. */
    String text() {
        var bytes = new byte[32];
        tools.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
