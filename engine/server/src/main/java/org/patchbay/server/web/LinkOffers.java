package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.Branding;
import org.patchbay.definition.Label;
import org.patchbay.definition.LinkPage;
import org.patchbay.definition.Template;
import org.patchbay.engine.Engine;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.PublicAddress;

/** {@code GET /links}: what people of a call centre can connect, each with its button, and what they have connected. */
@Controller("/api/v1/links")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkOffers {
    private final Engine engine;
    private final Gate gate;
    private final Tenants tenants;

    LinkOffers(Engine engine, Gate gate, Tenants tenants) {
        this.engine = engine;
        this.gate = gate;
        this.tenants = tenants;
    }

    /** For whom the list is made. */
    private record Audience(String callCentre, Optional<String> user, Optional<String> team, String language) {
        /** Links of other people and teams are shown on their own pages. */
        boolean sees(Tenant tenant) {
            return isOwn(user, tenant.integrator().user())
                    && isOwn(team, tenant.integrator().team());
        }

        private static boolean isOwn(Optional<String> asking, Optional<String> owner) {
            return asking.isEmpty() || owner.isEmpty() || asking.equals(owner);
        }
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        var visitor = gate.back(request, "user", "team", "language");
        var asked = Asked.of(request);
        var audience = new Audience(
                visitor.about(asked.text("callcenterId")),
                asked.text("user"),
                asked.text("team"),
                asked.text("language")
                        .orElseGet(() -> LinkController.words(request).language()));
        return Answers.items(tenants.live().definitions().templates().stream()
                .filter(template -> template.isOfferedTo(audience.callCentre()))
                .flatMap(template -> template.link().stream().map(page -> offer(request, audience, template, page))));
    }

    private ObjectNode offer(HttpRequest<?> request, Audience audience, Template template, LinkPage page) {
        var json = JsonNodeFactory.instance.objectNode();
        var label = template.label()
                .orElseGet(() -> Label.of(template.name().text()))
                .in(audience.language());
        json.put("template", template.name().text());
        json.put("label", label);
        template.description().ifPresent(text -> json.put("description", text.in(audience.language())));
        template.branding().ifPresent(branding -> json.set("branding", branding(branding)));
        json.put("scope", page.scope().name().toLowerCase(Locale.ROOT));
        var button = json.putObject("button");
        button.put("label", LinkWords.in(audience.language()).say("title", label));
        button.put("method", "POST");
        button.put("url", PublicAddress.of(request, engine) + "/api/v1/links/" + template.name());
        var links = json.putArray("links");
        tenants.live().tenants().values().stream()
                .filter(tenant -> tenant.integrator().callcenterId().equals(audience.callCentre())
                        && tenant.program().template().name().equals(template.name())
                        && audience.sees(tenant))
                .forEach(tenant -> links.add(link(audience, tenant)));
        return json;
    }

    private static ObjectNode branding(Branding branding) {
        var json = JsonNodeFactory.instance.objectNode();
        branding.logo().ifPresent(text -> json.put("logo", text));
        branding.icon().ifPresent(text -> json.put("icon", text));
        branding.fallback().ifPresent(text -> json.put("fallback", text));
        branding.color().ifPresent(text -> json.put("color", text));
        return json;
    }

    private ObjectNode link(Audience audience, Tenant tenant) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("integrator", tenant.name());
        engine.links().lines(tenant).forEach(json::put);
        json.put("state", engine.connections().of(tenant).state());
        var mayRemove = engine.links().isKept(tenant.name()) && engine.links().mayRemove(tenant, audience.user());
        json.put("mayRemove", mayRemove);
        return json;
    }
}
