package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.exchange.Root;
import org.patchbay.trip.Plan;

/** Lets every node know while a request is under way that tells a partner where our hooks are: it may call back meanwhile. */
record Registration(Kit kit) {
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Makes a call; of one that tells no address nothing is noted. */
    <T> T around(Tenant tenant, Plan plan, Supplier<T> call) {
        if (!plan.roots().contains(Root.HOOKS) || !takesSecrets(tenant)) {
            return call.get();
        }
        var fields = kit.store().fields();
        var timeout = plan.endpoint().request().timeout().multipliedBy(plan.trips());
        var until = kit.clock().instant().plus(timeout).plus(MARGIN);
        fields.store(tenant.name(), Tenant.HOOK_REGISTRATION, Optional.of(TextNode.valueOf(until.toString())));
        try {
            return call.get();
        } finally {
            fields.store(tenant.name(), Tenant.HOOK_REGISTRATION, Optional.empty());
        }
    }

    private static boolean takesSecrets(Tenant tenant) {
        return tenant.program().hooks().stream()
                .flatMap(hook -> hook.listening().handshake().stream())
                .anyMatch(handshake -> !handshake.store().isEmpty());
    }
}
