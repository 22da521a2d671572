package org.patchbay.server.admin;

import java.util.List;
import org.patchbay.definition.Nearest;
import org.patchbay.engine.Engine;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Visitor;

/** Integrators of the live revision, if there is one, as far as a visitor sees them. */
record VisibleTenants(Engine engine) {
    List<Tenant> to(Visitor visitor) {
        return engine.live().stream()
                .flatMap(live -> live.tenants().values().stream())
                .filter(tenant -> visitor.sees(tenant.integrator().callcenterId()))
                .toList();
    }

    /** @throws Declined there is none of that name for this visitor */
    Tenant find(Visitor visitor, String integrator) {
        var seen = to(visitor);
        return seen.stream()
                .filter(tenant -> tenant.name().equals(integrator))
                .findFirst()
                .orElseThrow(() -> unknown(integrator, seen));
    }

    private static Declined unknown(String integrator, List<Tenant> seen) {
        var names = seen.stream().map(Tenant::name).toList();
        return ProblemDetails.of(
                        ProblemCode.NOT_FOUND,
                        Nearest.told("there is no integrator `" + integrator + "` here", integrator, names))
                .declined();
    }
}
