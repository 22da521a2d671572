package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Program.Waiting;
import org.patchbay.flow.Tenant;
import org.patchbay.hook.Happening;
import org.patchbay.hook.HookPlan;

/**
 * What a hook has heard for one guest.
 *
 * @param envelope the whole body that it came in
 */
public record News(HookPlan plan, Guest guest, Happening happening, JsonNode envelope, Instant now) {
    /** What it fires. */
    public Optional<Trigger> trigger() {
        return happening.trigger().map(this::trigger);
    }

    private Trigger trigger(String name) {
        var tenant = guest.tenant();
        return new Trigger(
                name,
                tenant.integrator().callcenterId(),
                happening.body(),
                isOfTheCallCentre(name) ? Optional.empty() : Optional.of(tenant.name()),
                Optional.empty(),
                now,
                readsEnvelope(tenant, name) ? envelope : MissingNode.getInstance());
    }

    /** What a phone system tells is for all integrators of the call centre; everything else is between us and this partner. */
    private static boolean isOfTheCallCentre(String trigger) {
        return trigger.startsWith("call-") || trigger.startsWith("sms-");
    }

    private static boolean readsEnvelope(Tenant tenant, String trigger) {
        return tenant.steps(trigger).stream()
                .anyMatch(step -> step.plan().roots().contains(Root.ENVELOPE));
    }

    /** For whom it is run where the answer waits: nothing that the caller brings lasts longer than that. */
    public Tenant awaiting() {
        var waiting = plan.bringsFields() ? Waiting.ALL : Waiting.UNLESS_BACKGROUND;
        var tenant = guest.tenant();
        return happening
                .trigger()
                .map(name -> tenant.running(tenant.program().awaiting(name, waiting)))
                .orElse(tenant);
    }
}
