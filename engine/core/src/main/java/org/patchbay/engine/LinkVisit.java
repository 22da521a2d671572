package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.InputKind;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Tree;
import org.patchbay.flow.Linkage;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Told;
import org.patchbay.store.Principals.Principal;

/**
 * One person on a link page: what the page was opened with, and what has come of it so far.
 *
 * @param id the visit's part of the address
 * @param visitor what the person's browser keeps
 * @param opening for whom the page was opened
 * @param query what the page received
 * @param draft the integrator to be, with what is known of it
 * @param until the page is open
 * @param stage how far the person has come
 */
public record LinkVisit(
        String id,
        Secret visitor,
        Opening opening,
        Map<String, String> query,
        Tenant draft,
        Instant until,
        Stage stage) {
    public LinkVisit {
        query = Map.copyOf(query);
    }

    /**
     * For whom a link page is opened.
     *
     * @param user whose link it will be
     * @param team whose link it will be
     * @param way how the person has come here
     * @param again the integrator that is connected once more; empty for a new one
     * @param by the mark of who has invited; empty where nobody has
     */
    public record Opening(
            String template,
            String callCentre,
            Optional<String> user,
            Optional<String> team,
            Way way,
            Optional<String> again,
            Optional<String> by) {
        /** Somebody who connects something new. */
        public static Opening of(String template, String callCentre, Way way) {
            return new Opening(
                    template, callCentre, Optional.empty(), Optional.empty(), way, Optional.empty(), Optional.empty());
        }
    }

    /** How a person comes to a link page. */
    public enum Way {
        /** With a ticket that was made for this person. */
        INVITED,
        /** By an address that anybody may know. */
        BY_ADDRESS
    }

    /** How far a person has come. */
    public enum Stage {
        /** The page is open. */
        OPEN,
        /** The person has agreed at the partner. */
        AUTHORIZED
    }

    /** Who has authorised, where the partner was asked. */
    public Optional<Principal> principal() {
        return draft.known().principal();
    }

    /** True once the person has agreed at the partner. */
    public boolean isAuthorized() {
        return stage == Stage.AUTHORIZED;
    }

    LinkVisit authorized(Tenant known) {
        return new LinkVisit(id, visitor, opening, query, known, until, Stage.AUTHORIZED);
    }

    /** The same person before agreeing, with nothing known of the integrator to be. */
    LinkVisit unauthorized(Tenant unknown) {
        return new LinkVisit(id, visitor, opening, query, unknown, until, Stage.OPEN);
    }

    /** What {@code link.…} reads with the form filled in like this. */
    ObjectNode link(Map<String, JsonNode> form) {
        var page = draft.program().template().link();
        var link = page.map(found -> Receiving.read(found, query)).orElseGet(JsonNodeFactory.instance::objectNode);
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
        for (var field : Linkage.asked(draft.program().template())) {
            var texts = Optional.ofNullable(entered.get(field.name().text()));
            value(field, entered.isEmpty(), texts)
                    .ifPresent(
                            value -> values.put(field.name().text(), field.secret() ? SecretNode.hide(value) : value));
        }
        return values;
    }

    /** A browser sends nothing of a box that is not ticked. */
    private static Optional<JsonNode> value(Parameter field, boolean untouched, Optional<List<String>> texts) {
        if (Entries.kind(field) != InputKind.CHECKBOX) {
            return texts.flatMap(entered -> Entries.read(field, entered));
        }
        return untouched ? field.fallback().map(Tree::toJson) : Entries.read(field, texts.orElse(List.of()));
    }
}
