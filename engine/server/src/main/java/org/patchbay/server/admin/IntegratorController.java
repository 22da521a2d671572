package org.patchbay.server.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Collection;
import java.util.List;
import org.patchbay.definition.Nearest;
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
    private final IntegratorJson json;

    IntegratorController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
        this.json = new IntegratorJson(engine);
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        return Answers.items(seenBy(gate.back(request)).stream().map(json::head));
    }

    @Get("/{integrator}")
    HttpResponse<byte[]> one(HttpRequest<?> request, String integrator) {
        var seen = seenBy(gate.back(request));
        var found =
                seen.stream().filter(tenant -> tenant.name().equals(integrator)).findFirst();
        return Answers.ok(json.whole(found.orElseThrow(() -> ProblemDetails.of(
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
}
