package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.patchbay.auth.Attempts;
import org.patchbay.definition.LinkScope;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Template;
import org.patchbay.engine.Authors;
import org.patchbay.engine.Engine;
import org.patchbay.engine.LinkVisit;
import org.patchbay.engine.LinkVisit.Opening;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.PublicAddress;
import org.patchbay.server.http.Said;
import org.patchbay.server.http.Visitor;
import org.patchbay.store.Principals.Principal;

/** {@code /links} and {@code /principals}: pages for people of a phone system, and the outside identities that have authorised them. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkInvitations {
    private final Engine engine;
    private final Gate gate;
    private final Tenants tenants;
    private final Authors authors;

    LinkInvitations(Engine engine, Gate gate, Tenants tenants) {
        this.engine = engine;
        this.gate = gate;
        this.authors = new Authors(engine.tools().store());
        this.tenants = tenants;
    }

    /** A page for one person or team; whoever has its address can connect, once, for half an hour. */
    @Post("/links/{template}")
    HttpResponse<byte[]> invite(HttpRequest<byte[]> request, String template) {
        var visitor = gate.work(request);
        var said = Said.of(request, "callcenterId", "integrator", "user", "team");
        var before = said.text("integrator").map(name -> before(template, name, visitor));
        var opening = new Opening(
                template,
                visitor.about(said.id("callcenterId")
                        .or(() -> before.map(found -> found.integrator().callcenterId()))),
                said.id("user")
                        .or(() -> before.flatMap(found -> found.integrator().user())),
                said.id("team")
                        .or(() -> before.flatMap(found -> found.integrator().team())),
                LinkVisit.Way.INVITED,
                before.map(Tenant::name),
                Optional.of(authors.mark(visitor.author())));
        var ticket = engine.linkPages().invite(complete(opening)).orElseThrow(() -> unknown(opening));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("url", PublicAddress.of(request, engine) + "/link/" + template + "?t=" + ticket);
        json.put(
                "expiresAt",
                engine.tools().clock().instant().plus(Attempts.OPEN).toString());
        return Answers.ok(json);
    }

    /** The integrator that is to be connected once more. */
    private Tenant before(String template, String name, Visitor visitor) {
        var before = tenants.find(name, visitor);
        if (!before.program().template().name().is(template) || !engine.links().isKept(name)) {
            throw ProblemDetails.of(
                            ProblemCode.BAD_INPUT,
                            "`" + name + "` was not connected on the page of `" + template
                                    + "`, so it cannot be connected again there")
                    .at("/integrator", "another one")
                    .declined();
        }
        return before;
    }

    private Opening complete(Opening opening) {
        var scope = engine.live()
                .flatMap(live -> live.definitions().template(opening.template()))
                .filter(template -> template.runsFor(opening.callCentre()))
                .flatMap(Template::link)
                .map(page -> page.scope())
                .orElse(LinkScope.CALLCENTER);
        var missing = switch (scope) {
            case CALLCENTER -> false;
            case TEAM -> opening.team().isEmpty();
            case USER -> opening.user().isEmpty();
        };
        if (missing) {
            var key = scope == LinkScope.TEAM ? "team" : "user";
            throw ProblemDetails.of(ProblemCode.BAD_INPUT, "a link of `" + opening.template() + "` is a " + key + "'s")
                    .at("/" + key, "required")
                    .declined();
        }
        return opening;
    }

    private Declined unknown(Opening opening) {
        var names = engine.live().stream()
                .flatMap(live -> live.definitions().templates().stream())
                .filter(found -> found.link().isPresent() && found.isOfferedTo(opening.callCentre()))
                .map(found -> found.name().text())
                .toList();
        return ProblemDetails.of(
                        ProblemCode.NOT_FOUND,
                        Nearest.told("there is no link page `" + opening.template() + "`", opening.template(), names))
                .declined();
    }

    @Get("/principals")
    HttpResponse<byte[]> principals(HttpRequest<?> request) {
        var visitor = gate.back(request);
        var callCentre = visitor.about(Asked.of(request).text("callcenterId"));
        var principals = engine.tools().store().principals().list(callCentre);
        return Answers.items(principals.stream().map(this::json));
    }

    private ObjectNode json(Principal principal) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", principal.id());
        json.put("partner", principal.partner());
        json.put("uid", principal.uid());
        json.put("label", principal.label());
        principal.user().ifPresent(user -> json.put("user", user));
        json.put("since", principal.madeAt().toString());
        var links = json.putArray("integrators");
        engine.tools().store().integrators().list().stream()
                .filter(one -> one.principal().equals(Optional.of(principal.id())))
                .forEach(one -> links.add(one.name()));
        return json;
    }

    /** Removes an identity and all of its links; its owner may, and admins. */
    @Delete("/principals/{id}")
    HttpResponse<byte[]> remove(HttpRequest<?> request, String id) {
        var visitor = gate.work(request, "user");
        var principal = engine.tools()
                .store()
                .principals()
                .find(id)
                .filter(found -> visitor.sees(found.callCentre()))
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no such identity here")
                        .declined());
        var user = Asked.of(request).text("user");
        if (visitor.role().isEmpty()
                && principal.user().isPresent()
                && !principal.user().equals(user)) {
            throw ProblemDetails.of(ProblemCode.FORBIDDEN, "this identity is somebody's own; say with `user` who asks")
                    .declined();
        }
        engine.links().remove(principal);
        return Answers.nothing();
    }
}
