package org.patchbay.engine;

import java.util.Optional;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Name;
import org.patchbay.flow.Known;
import org.patchbay.flow.Program;
import org.patchbay.flow.Tenant;
import org.patchbay.hook.HookPlan;
import org.patchbay.store.Store;

/** Makes somebody for a template who has no fields: no document can name him. */
final class Visitors {
    private Visitors() {}

    static Tenant of(Program program, Installation installation, Store store) {
        var template = program.template().name();
        var name = HookPlan.SHARED + "/" + template;
        var known = Known.of(store, name, program.template(), Optional.empty());
        var integrator = Integrator.bare(Name.of(name), template, name, Optional.empty(), Optional.empty());
        return Tenant.of(integrator, program, Optional.empty(), installation, known);
    }
}
