package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.auth.Attempts;
import org.patchbay.auth.Attempts.Attempt;
import org.patchbay.auth.Attempts.Target;
import org.patchbay.auth.AuthFailure;
import org.patchbay.auth.Login;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Secret;
import org.patchbay.definition.Template;
import org.patchbay.engine.LinkVisit.Opening;
import org.patchbay.engine.LinkVisit.Stage;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Told;
import org.patchbay.flow.Views;
import org.patchbay.store.Principals.Principal;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;

/**
 * Pages on which people connect their accounts: opened with a ticket or with what the partner hands over, then authorization where one
 * is needed, then a form. A page is open for half an hour, in one browser, for one connection, at whatever node. Thread-safe.
 */
public final class LinkPages {
    private final Tools tools;
    private final Revisioner revisioner;
    private final Links links;
    private final Purse purse;
    private final Inquiry inquiry;
    private final Attempts attempts;
    private final Visits visits;
    private final Abandoned abandoned;

    LinkPages(Tools tools, Revisioner revisioner, Links links) {
        this.tools = tools;
        this.revisioner = revisioner;
        this.links = links;
        this.purse = new Purse(tools, new Ids(tools.clock(), tools.random()), this::live);
        this.inquiry = new Inquiry(this::live, purse);
        this.attempts = new Attempts(tools.store().receipts(), tools.clock(), tools.random(), "link");
        this.visits = new Visits(tools, revisioner);
        this.abandoned = new Abandoned(tools, visits, purse, links.removals());
    }

    /** A ticket that opens the page for somebody; empty when there is no such template for him, or it has no page. */
    public Optional<String> invite(Opening opening) {
        return template(opening).map(_ -> visits.ticket(opening, end()));
    }

    /** One that takes nobody in any more is open to those who are there. */
    private Optional<Template> template(Opening opening) {
        return template(opening.template())
                .filter(found -> found.isOfferedTo(opening.callCentre())
                        || found.runsFor(opening.callCentre()) && mayKnow(found, opening));
    }

    private static boolean mayKnow(Template template, Opening opening) {
        return opening.again().isPresent()
                || template.link().map(page -> !page.identity().isEmpty()).orElse(false);
    }

    private Optional<Template> template(String name) {
        return live().definitions().template(name).filter(found -> found.link().isPresent());
    }

    /** A page that was opened, and what the person's browser keeps of it. */
    public record Opened(LinkVisit visit, Secret visitor) {}

    /** Opens a page by its ticket, which is used up by it. */
    public Optional<Opened> open(String template, String ticket, Map<String, String> query) {
        return visits.opened(ticket)
                .filter(opening -> opening.template().equals(template))
                .flatMap(opening -> open(opening, query));
    }

    /** Opens a page by what its template receives; only where the template is one call centre's. */
    public Optional<Opened> open(String template, Map<String, String> query) {
        return template(template)
                .filter(found -> found.owner().size() == 1)
                .filter(found -> found.link()
                        .map(page -> !page.receives().isEmpty()
                                && query.keySet().containsAll(page.receives().keySet()))
                        .orElse(false))
                .flatMap(
                        found -> open(Opening.of(template, found.owner().getFirst(), LinkVisit.Way.BY_ADDRESS), query));
    }

    private Optional<Opened> open(Opening opening, Map<String, String> query) {
        return template(opening).map(template -> template.link().orElseThrow()).flatMap(page -> {
            var received = new LinkedHashMap<>(query);
            received.keySet().retainAll(page.receives().keySet());
            var name = "link-" + visits.text().replaceAll("[^A-Za-z0-9]", "");
            return visits.draft(opening, name).map(draft -> {
                var visitor = Secret.of(visits.text());
                var visit = new LinkVisit(visits.text(), visitor, opening, received, draft, end(), Stage.OPEN);
                visits.keep(visit);
                return new Opened(visit, visitor);
            });
        });
    }

    private Instant end() {
        return tools.clock().instant().plus(Attempts.OPEN);
    }

    /**
     * Where the person is sent instead of to a form; the page is used up by it.
     *
     * @throws Refusal when the address cannot be made, or nobody may be sent there
     */
    public Optional<String> sentTo(LinkVisit visit) {
        var before = before(visit);
        var sent = visit.draft().program().sent();
        return before.isPresent() ? sent(visit, before.get(), sent.anew()) : sent(visit, visit.draft(), sent.first());
    }

    /** The integrator that is connected once more. */
    private Optional<Tenant> before(LinkVisit visit) {
        return visit.opening().again().flatMap(live()::tenant).filter(tenant -> links.isKept(tenant.name()));
    }

    private Optional<String> sent(LinkVisit visit, Tenant tenant, Optional<Plan> page) {
        return page.map(plan -> {
            visits.drop(visit);
            var run = purse.run(tenant.told(new Told(Map.of(), visit.link(Map.of()))));
            var values = Views.of(run, Map.of(), live().kit().moment());
            var address = new Trip(plan, values, tenant.locality())
                    .prepare()
                    .request()
                    .url();
            if (!Receiving.isSafe(address)) {
                throw new Refusal(
                        Failure.of(FailureCode.UPSTREAM_BLOCKED, "nobody is sent to an address without https"));
            }
            return address;
        });
    }

    /** The page that is open in this browser; empty when it is too old, used up, or another browser's. */
    public Optional<LinkVisit> visit(String id, String visitor) {
        return visits.find(id, visitor);
    }

    /** The Auth endpoint by which the person has to agree first; empty when none is needed, or it has been done. */
    public Optional<String> needs(LinkVisit visit) {
        return visit.isAuthorized() ? Optional.empty() : login(visit).map(Login::name);
    }

    private static Optional<Login> login(LinkVisit visit) {
        var program = visit.draft().program();
        var wanted = program.template().link().flatMap(page -> page.auth());
        return program.logins().values().stream()
                .filter(Login::needsPerson)
                .filter(login -> wanted.map(name -> name.is(login.name())).orElse(true))
                .findFirst();
    }

    /**
     * Sends the person to the partner's page.
     *
     * @return empty when nobody has to agree
     * @throws Refusal when its address cannot be made
     */
    public Optional<Connections.Way> authorize(LinkVisit visit, String redirectUri) {
        return login(visit).map(login -> way(visit, login, redirectUri));
    }

    private Connections.Way way(LinkVisit visit, Login login, String redirectUri) {
        var opened = attempts.open(new Target(Visits.key(visit), login.name(), Optional.empty()), redirectUri);
        var run = purse.run(visit.told(Map.of()));
        var values = Views.of(run, Map.of(), live().kit().moment()).with(Root.GRANT, opened.grant());
        var request = new Trip(login.page().orElseThrow(), values, visit.draft().locality())
                .prepare()
                .request();
        return new Connections.Way(request.url(), opened.visitor());
    }

    /** Takes the attempt that a person comes back from; empty when there is none, or another browser went there. */
    public Optional<Attempt> close(String state, String visitor) {
        return attempts.close(state, visitor).filter(attempt -> visit(attempt).isPresent());
    }

    /** The page from which that attempt began. */
    public Optional<LinkVisit> visit(Attempt attempt) {
        return visits.find(attempt.target().integrator());
    }

    /** Trades the code for a token and asks who it is that has agreed; why not, when that fails. */
    public Optional<Failure> finish(Attempt attempt, String code) {
        var visit = visit(attempt).orElseThrow();
        var draft = visit.draft();
        var login = draft.program().login(attempt.target().login());
        try {
            live().kit().tokens().connect(purse.wanted(purse.run(draft), login), attempt.grant(code));
        } catch (AuthFailure failure) {
            return Optional.of(failure.failure());
        } catch (Refusal refusal) {
            return Optional.of(refusal.failure());
        }
        var asked = inquiry.who(draft, login, visit.opening().user());
        if (asked.failure().isPresent()) {
            purse.forget(draft);
            return asked.failure();
        }
        var known =
                asked.principal().map(principal -> knowing(draft, principal)).orElse(draft);
        var authorized = visit.authorized(known);
        abandoned.note(authorized);
        visits.keep(authorized);
        return Optional.empty();
    }

    /** Who has agreed once more stays whose he was. */
    private Tenant knowing(Tenant draft, Principal principal) {
        tools.store().principals().keep(principal);
        var known = draft.knowing(draft.known().of(principal));
        purse.handOver(draft, known);
        return known;
    }

    /** The form as it stands when this was entered; choices are asked live. */
    public LinkForm form(LinkVisit visit, Map<String, List<String>> entered) {
        return inquiry.form(visit, entered, before(visit));
    }

    /**
     * The page of a person whose token the partner takes no more, who agrees once more.
     *
     * @return empty where nobody has to agree
     */
    public Optional<LinkVisit> again(LinkVisit visit) {
        var draft = visit.draft();
        return login(visit)
                .flatMap(_ -> visits.draft(visit.opening(), draft.name()))
                .map(unknown -> {
                    purse.forget(draft);
                    var again = visit.unauthorized(unknown);
                    visits.keep(again);
                    return again;
                });
    }

    /** Makes the connections that the form describes; the page is used up when that succeeds. */
    public List<Linked> connect(LinkVisit visit, Map<String, List<String>> entered) {
        if (!visits.use(visit)) {
            return List.of();
        }
        var made = new ArrayList<Linked>();
        try {
            for (var fields : inquiry.chosen(visit, entered)) {
                made.add(connect(visit, entered, fields));
                if (made.getLast().integrator().isEmpty()) {
                    break;
                }
            }
        } finally {
            if (made.stream().anyMatch(linked -> linked.integrator().isPresent())) {
                visits.drop(visit);
                abandoned.settled(visit);
            } else {
                visits.giveBack(visit);
            }
        }
        return made;
    }

    private Linked connect(LinkVisit visit, Map<String, List<String>> entered, ObjectNode more) {
        var form = LinkVisit.values(entered, visit.draft());
        var opening = visit.opening();
        var content = JsonNodeFactory.instance.objectNode();
        content.put("template", opening.template());
        content.put("callcenterId", opening.callCentre());
        opening.user().ifPresent(user -> content.put("user", user));
        opening.team().ifPresent(team -> content.put("team", team));
        var fields = content.putObject("fields");
        var before = before(visit);
        inquiry.asked(visit, form)
                .forEach(field -> Optional.ofNullable(form.get(field.name().text()))
                        .or(() -> before.flatMap(_ -> emptied(field)))
                        .ifPresent(value -> fields.set(field.name().text(), value)));
        fields.setAll(more);
        var wish =
                new Wish(content, visit.link(form), visit.principal(), Optional.of(visit.draft()), Wish.Generated.KEPT);
        var values =
                Views.of(purse.run(visit.told(form)), Map.of(), live().kit().moment());
        return before.isPresent() ? links.again(before.get(), wish) : connect(opening, wish, values);
    }

    /** What is left empty is cleared; secrets are not shown, so one that is left empty stays. */
    private static Optional<JsonNode> emptied(Parameter field) {
        return field.secret() ? Optional.empty() : Optional.of(JsonNodeFactory.instance.nullNode());
    }

    private Linked connect(Opening opening, Wish wish, Values values) {
        return switch (opening.way()) {
            case INVITED -> links.connect(wish, values);
            case BY_ADDRESS -> links.connectUninvited(wish, values);
        };
    }

    /** The person does not want to connect anything: the page is used up. */
    public void cancel(LinkVisit visit) {
        visits.drop(visit);
        if (visit.principal().isEmpty()) {
            purse.forget(visit.draft());
            abandoned.settled(visit);
        }
    }

    /** Lets go of what pages have left on which nobody will go on. */
    void tidy() {
        abandoned.tidy();
    }

    /** Where the person goes afterwards; empty when the template names no address, or one that is not allowed. */
    public Optional<String> returnTo(LinkVisit visit, Map<String, List<String>> entered) {
        Map<String, JsonNode> form = LinkVisit.values(entered, visit.draft());
        var values =
                Views.of(purse.run(visit.told(form)), Map.of(), live().kit().moment());
        var page = visit.draft().program().template().link().orElseThrow();
        return visit.draft()
                .program()
                .linkage()
                .returnTo()
                .map(text -> text.display(values))
                .filter(address -> Receiving.isAllowed(address, page.returnHosts()));
    }

    private Live live() {
        return revisioner.live().orElseThrow(Engine.NotReady::new);
    }
}
