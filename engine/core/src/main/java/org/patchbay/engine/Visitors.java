package org.patchbay.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Name;
import org.patchbay.definition.TextTemplate;
import org.patchbay.flow.Known;
import org.patchbay.flow.Program;
import org.patchbay.flow.Tenant;
import org.patchbay.hook.HookPlan;

/** Makes somebody for a template who has no fields: no document can name him. */
final class Visitors {
    private Visitors() {}

    static Tenant of(Program program, Installation installation) {
        var template = program.template().name();
        var name = HookPlan.SHARED + "/" + template;
        var integrator = new Integrator(
                At.NOWHERE,
                Name.of(name),
                template,
                name,
                Optional.<TextTemplate>empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
        return Tenant.of(integrator, program, Optional.empty(), installation, Known.NOTHING);
    }
}
