package org.patchbay.server.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;

/** {@code /integrators}: tenants' instances of templates, as the live revision and the store have them; never a secret. */
@Controller("/api/v1/integrators")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntegratorController {
    private final Gate gate;
    private final VisibleTenants tenants;
    private final IntegratorJson json;

    IntegratorController(Engine engine, Gate gate) {
        this.gate = gate;
        this.tenants = new VisibleTenants(engine);
        this.json = new IntegratorJson(engine);
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        var visitor = gate.back(request);
        var callCentre = Asked.of(request).callCentre(visitor);
        return Answers.items(tenants.to(visitor).stream()
                .filter(tenant -> callCentre
                        .map(tenant.integrator().callcenterId()::equals)
                        .orElse(true))
                .map(json::head));
    }

    @Get("/{integrator}")
    HttpResponse<byte[]> one(HttpRequest<?> request, String integrator) {
        return Answers.ok(json.whole(tenants.find(gate.back(request), integrator)));
    }
}
