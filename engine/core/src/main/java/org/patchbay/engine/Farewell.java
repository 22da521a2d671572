package org.patchbay.engine;

import java.util.Optional;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Principals.Principal;

/** Lets go of all that is kept of an integrator. */
record Farewell(Tools tools, Revisioner revisioner, Purse purse) {
    /** Afterwards it is as if there never was one, the journal aside. One that stands in a document is only marked as removed. */
    void forget(Tenant tenant) {
        // An older version has not noted whose its tokens are.
        if (tenant.known().principal().isEmpty()) {
            forgetTokens(tenant);
        }
        forget(tenant.name());
    }

    /** The same of one of which nothing but its name is known. */
    void forget(String name) {
        var store = tools.store();
        store.fields().stored(name).keySet().forEach(field -> store.fields().store(name, field, Optional.empty()));
        store.synchronizations().forget(name);
        store.timers().forget(name);
        store.tokens().forgetOf(name);
        if (store.integrators().remove(name)) {
            revisioner.leave(name);
            store.fields().setState(name, Optional.empty());
        }
    }

    /** Lets go of an outside identity, and of its tokens. */
    void forget(Principal principal) {
        tools.store().principals().remove(principal.id());
        tools.store().tokens().forgetOf(principal.id());
    }

    /** Lets go of the tokens of a tenant, whoever else may use them. */
    void forgetTokens(Tenant tenant) {
        purse.forget(tenant);
    }
}
