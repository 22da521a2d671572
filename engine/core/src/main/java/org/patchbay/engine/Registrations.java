package org.patchbay.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.patchbay.exchange.Scalars;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Store;

/** Whether we are introducing ourselves to a partner just now, on whatever node. */
record Registrations(Store store, InstantSource clock) {
    /** True while the integrator is being made, or a request of ours that tells the address of a hook is under way. */
    boolean isOpen(Tenant tenant) {
        var fields = store.fields();
        var making = fields.state(tenant.name()).equals(Optional.of(Links.BEING_MADE));
        var until = fields.stored(tenant.name()).get(Tenant.HOOK_REGISTRATION);
        return making || until != null && Instant.parse(Scalars.text(until)).isAfter(clock.instant());
    }
}
