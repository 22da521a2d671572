package org.patchbay.server.web;

import jakarta.inject.Singleton;
import java.util.List;
import org.patchbay.definition.Limits;
import org.patchbay.definition.Nearest;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Visitor;

/** The integrators of the live revision as a visitor sees them: those of others do not exist. */
@Singleton
final class Tenants {
    private static final long LARGEST_BODY = 1 << 20;

    private final Engine engine;

    Tenants(Engine engine) {
        this.engine = engine;
    }

    /** The live revision. */
    Live live() {
        return engine.live()
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_CONFIGURED, "no documents were ever accepted")
                        .declined());
    }

    /** Largest body of a front-end's request, in bytes. */
    long largestBody() {
        return engine.live()
                .flatMap(live -> live.definitions().installation().limits())
                .map(Limits::requestBody)
                .map(size -> size.bytes())
                .orElse(LARGEST_BODY);
    }

    /** @throws Declined there is none of that name for this visitor */
    Tenant find(String integrator, Visitor visitor) {
        return live().tenant(integrator)
                .filter(tenant -> visitor.sees(tenant.integrator().callcenterId()))
                .orElseThrow(() -> unknown(integrator, seenBy(visitor)));
    }

    /** @throws Declined that call centre has no integrator of that name */
    void require(String integrator, String callCentre) {
        var there = live().tenant(integrator)
                .filter(tenant -> tenant.integrator().callcenterId().equals(callCentre));
        if (there.isEmpty()) {
            throw unknown(integrator, names(live().of(callCentre)));
        }
    }

    private List<String> seenBy(Visitor visitor) {
        return names(live().tenants().values().stream()
                .filter(tenant -> visitor.sees(tenant.integrator().callcenterId()))
                .toList());
    }

    private static List<String> names(List<Tenant> tenants) {
        return tenants.stream().map(Tenant::name).toList();
    }

    private static Declined unknown(String integrator, List<String> known) {
        var near = Nearest.to(integrator, known).map(name -> "; did you mean `" + name + "`?");
        return ProblemDetails.of(
                        ProblemCode.NOT_FOUND, "there is no integrator `" + integrator + "` here" + near.orElse(""))
                .declined();
    }
}
