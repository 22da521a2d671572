package org.patchbay.engine;

import java.time.Instant;
import java.time.InstantSource;
import org.patchbay.exchange.Scalars;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Store;

/** Whether we are introducing ourselves to a partner just now, on whatever node. */
record Registrations(Store store, InstantSource clock) {
    /** True while the integrator is pending, or a request of ours that tells the address of a hook is under way. */
    boolean isOpen(Tenant tenant) {
        var fields = store.fields();
        var pending = fields.state(tenant.name())
                .map(State::word)
                .filter("pending"::equals)
                .isPresent();
        var until = fields.stored(tenant.name()).get(Tenant.HOOK_REGISTRATION);
        return pending || until != null && Instant.parse(Scalars.text(until)).isAfter(clock.instant());
    }
}
