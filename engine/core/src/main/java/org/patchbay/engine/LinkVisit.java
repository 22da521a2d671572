package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.patchbay.definition.SecretNode;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Told;
import org.patchbay.store.Principals.Principal;

/** One person on a link page: what the page was opened with, and what has come of it so far. Thread-safe. */
public final class LinkVisit {
    private final String id;
    private final String visitor;
    private final Opening opening;
    private final ObjectNode received;
    private final Instant until;
    private final AtomicBoolean used = new AtomicBoolean();
    private volatile Tenant draft;
    private volatile boolean authorized;

    LinkVisit(String id, String visitor, Opening opening, ObjectNode received, Tenant draft, Instant until) {
        this.id = id;
        this.visitor = visitor;
        this.opening = opening;
        this.received = received;
        this.draft = draft;
        this.until = until;
    }

    /**
     * For whom a link page is opened.
     *
     * @param user whose link it will be
     * @param team whose link it will be
     * @param way how the person has come here
     */
    public record Opening(String template, String callCentre, Optional<String> user, Optional<String> team, Way way) {}

    /** How a person comes to a link page. */
    public enum Way {
        /** With a ticket that was made for this person. */
        INVITED,
        /** By an address that anybody may know. */
        BY_ADDRESS
    }

    /** The visit's part of the address. */
    public String id() {
        return id;
    }

    /** Hash of what the person's browser keeps. */
    String visitor() {
        return visitor;
    }

    Instant until() {
        return until;
    }

    /** For whom the page was opened. */
    public Opening opening() {
        return opening;
    }

    /** The integrator to be, with what is known of it. */
    public Tenant draft() {
        return draft;
    }

    /** Who has authorised, where the partner was asked. */
    public Optional<Principal> principal() {
        return draft.known().principal();
    }

    /** True once the person has agreed at the partner. */
    public boolean isAuthorized() {
        return authorized;
    }

    void authorized(Tenant known) {
        draft = known;
        authorized = true;
    }

    /** True for the first who asks: a page makes one connection. */
    boolean use() {
        return used.compareAndSet(false, true);
    }

    void giveBack() {
        used.set(false);
    }

    /** What {@code link.…} reads with the form filled in like this. */
    ObjectNode link(Map<String, JsonNode> form) {
        var link = received.deepCopy();
        link.put("callcenterId", opening.callCentre());
        opening.user().ifPresent(user -> link.put("user", user));
        opening.team().ifPresent(team -> link.put("team", team));
        var entered = link.putObject("form");
        form.forEach(entered::set);
        return link;
    }

    /** The integrator to be, told what the page knows. */
    Tenant told(Map<String, JsonNode> form) {
        return draft.told(new Told(form, link(form)));
    }

    /** Values of fields as texts of the form; a secret one is hidden. */
    static Map<String, JsonNode> values(Map<String, List<String>> entered, Tenant draft) {
        var values = new LinkedHashMap<String, JsonNode>();
        entered.forEach((name, texts) -> draft.program()
                .template()
                .parameter(name)
                .ifPresent(field -> Entries.read(field, texts)
                        .ifPresent(value -> values.put(name, field.secret() ? SecretNode.hide(value) : value))));
        return values;
    }
}
