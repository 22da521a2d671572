package org.patchbay.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.config.Admission;
import org.patchbay.config.Definitions;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Secret;
import org.patchbay.flow.Flow;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Program;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Stepper;
import org.patchbay.flow.Tenant;

/**
 * One accepted revision, compiled: what executions run on from begin to end.
 *
 * @param hash SHA-256 over its documents
 * @param warnings findings that do not refuse it
 * @param tenants by integrator name
 * @param byCallCentre tenants of each call centre
 * @param visitors somebody without fields for each template that has hooks, by its name
 * @param admission looks at integrators that come later
 * @param values what each reference to another source has come to, by what stands between its braces
 */
public record Live(
        long number,
        String hash,
        Definitions definitions,
        List<Problem> warnings,
        Map<String, Program> programs,
        Map<String, Tenant> tenants,
        Map<String, List<Tenant>> byCallCentre,
        Map<String, Tenant> visitors,
        Kit kit,
        Flow flow,
        Stepper stepper,
        Settling settling,
        Admission admission,
        Map<String, Secret> values) {
    /** Tenants of a call centre. */
    public List<Tenant> of(String callCentre) {
        return byCallCentre.getOrDefault(callCentre, List.of());
    }

    /** The tenant of that integrator name. */
    public Optional<Tenant> tenant(String integrator) {
        return Optional.ofNullable(tenants.get(integrator));
    }

    /** The same with other integrators; everything else, the number included, stays. */
    Live with(Definitions others, Map<String, Tenant> all, Map<String, List<Tenant>> running) {
        return new Live(
                number, hash, others, warnings, programs, all, running, visitors, kit, flow, stepper, settling,
                admission, values);
    }
}
