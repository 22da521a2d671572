package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Collection;
import java.util.List;
import org.patchbay.definition.Nearest;
import org.patchbay.engine.Connection;
import org.patchbay.engine.Engine;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Visitor;

/** {@code /integrators}: tenants' instances of templates, as the live revision and the store have them; never a secret. */
@Controller("/api/v1/integrators")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntegratorController {
    private final Engine engine;
    private final Gate gate;

    IntegratorController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        seenBy(gate.back(request)).forEach(tenant -> items.add(head(tenant)));
        return Answers.ok(page);
    }

    @Get("/{integrator}")
    HttpResponse<byte[]> one(HttpRequest<?> request, String integrator) {
        var seen = seenBy(gate.back(request));
        var found =
                seen.stream().filter(tenant -> tenant.name().equals(integrator)).findFirst();
        return Answers.ok(whole(found.orElseThrow(() -> ProblemDetails.of(
                        ProblemCode.NOT_FOUND,
                        "there is no integrator `" + integrator + "` here; " + Nearest.help(integrator, names(seen)))
                .declined())));
    }

    private List<Tenant> seenBy(Visitor visitor) {
        return engine.live().stream()
                .flatMap(live -> live.tenants().values().stream())
                .filter(tenant -> visitor.sees(tenant.integrator().callcenterId()))
                .toList();
    }

    private static Collection<String> names(List<Tenant> tenants) {
        return tenants.stream().map(Tenant::name).toList();
    }

    private ObjectNode head(Tenant tenant) {
        var integrator = tenant.integrator();
        var language = tenant.locality().locale().toLanguageTag();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", tenant.name());
        json.put("label", integrator.label().map(label -> label.in(language)).orElse(tenant.name()));
        json.put("template", integrator.template().text());
        json.put("templateVersion", tenant.program().template().version());
        json.put("callcenterId", integrator.callcenterId());
        integrator.host().ifPresent(host -> json.put("host", host.text()));
        json.put("document", integrator.at().file());
        state(json, tenant);
        return json;
    }

    private void state(ObjectNode json, Tenant tenant) {
        var connection = engine.connections().of(tenant);
        json.put("state", connection.state());
        if (!connection.reason().isEmpty()) {
            json.put("reason", connection.reason());
        }
    }

    private ObjectNode whole(Tenant tenant) {
        var json = head(tenant);
        var fields = json.putObject("fields");
        var values = tenant.values();
        tenant.program().template().fields().forEach(field -> {
            var name = field.name().text();
            if (values.has(name)) {
                fields.set(name, values.get(name));
            }
        });
        var origins = json.putArray("allowedOrigins");
        tenant.integrator().allowedOrigins().forEach(origins::add);
        json.set("synchronizations", new SyncJson(engine, tenant).list());
        var tokens = json.putArray("tokens");
        engine.connections().of(tenant).tokens().forEach(token -> tokens.add(token(token)));
        return json;
    }

    /** When it was had and when it ends; the token itself is nobody's business. */
    private static ObjectNode token(Connection.Held token) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("endpoint", token.endpoint());
        json.put("needsPerson", token.needsPerson());
        token.obtainedAt().ifPresent(time -> json.put("obtainedAt", time.toString()));
        token.expiresAt().ifPresent(time -> json.put("expiresAt", time.toString()));
        return json;
    }
}
