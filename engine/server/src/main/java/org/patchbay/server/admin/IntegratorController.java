package org.patchbay.server.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.stream.Stream;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;

/** {@code /integrators}: tenants' instances of templates, as the live revision and the store have them; never a secret. */
@Controller("/api/v1/integrators")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntegratorController {
    private static final String CALL_CENTRE = "callcenterId";

    private final Gate gate;
    private final Engine engine;
    private final VisibleTenants tenants;

    IntegratorController(Engine engine, Gate gate) {
        this.gate = gate;
        this.tenants = new VisibleTenants(engine);
        this.engine = engine;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        var visitor = gate.back(request);
        var callCentre = Asked.of(request).callCentre(visitor);
        var json = IntegratorJson.of(engine);
        var served = tenants.to(visitor).stream()
                .filter(tenant -> callCentre
                        .map(tenant.integrator().callcenterId()::equals)
                        .orElse(true))
                .map(json::head);
        var leftOut = engine.links().unserved().list().stream()
                .map(json::leftOut)
                .filter(item -> visitor.sees(item.path(CALL_CENTRE).asText()))
                .filter(item ->
                        callCentre.map(item.path(CALL_CENTRE).asText()::equals).orElse(true));
        return Answers.items(Stream.concat(served, leftOut));
    }

    @Get("/{integrator}")
    HttpResponse<byte[]> one(HttpRequest<?> request, String integrator) {
        return Answers.ok(IntegratorJson.of(engine).whole(tenants.find(gate.back(request), integrator)));
    }
}
