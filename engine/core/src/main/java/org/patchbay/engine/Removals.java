package org.patchbay.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.engine.LinkVisit.Opening;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Integrators.Kept;
import org.patchbay.store.Principals.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends connections: what can be undone at the partner is undone, and here it always ends. Thread-safe. */
final class Removals {
    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);
    private static final State BEING_REMOVED = new State("removed", "it is being removed");
    /** One that is being made for longer was left behind by a process that is no more. */
    private static final Duration LONGEST_BIRTH = Duration.ofMinutes(5);

    private final Tools tools;
    private final Revisioner revisioner;
    private final LinkRun work;
    private final Farewell farewell;
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();

    Removals(Tools tools, Revisioner revisioner, LinkRun work, Farewell farewell) {
        this.tools = tools;
        this.revisioner = revisioner;
        this.work = work;
        this.farewell = farewell;
    }

    void remove(Tenant tenant) {
        if (!leaving.add(tenant.name())) {
            return;
        }
        try {
            tools.store().fields().setState(tenant.name(), Optional.of(BEING_REMOVED));
            var went = work.go(StandardTrigger.LINK_REMOVE, tenant);
            went.failed()
                    .ifPresent(failed -> LOG.warn(
                            "link.removed integrator={} endpoint={} failed; it is removed here all the same",
                            tenant.name(),
                            failed.endpoint()));
            farewell.forget(tenant);
            LOG.info("link.removed integrator={}", tenant.name());
        } finally {
            leaving.remove(tenant.name());
        }
    }

    /** Removes an outside identity with all of its links and tokens. */
    void remove(Principal principal) {
        tools.store().integrators().list().stream()
                .filter(one -> one.principal().equals(Optional.of(principal.id())))
                .flatMap(one -> tenant(one).stream())
                .forEach(this::removeWithTokens);
        farewell.forget(principal);
        draft(principal).ifPresent(farewell::forgetTokens);
    }

    private void removeWithTokens(Tenant tenant) {
        remove(tenant);
        farewell.forgetTokens(tenant);
    }

    /** Somebody who has this identity and no link. */
    private Optional<Tenant> draft(Principal principal) {
        var template = principal.partner().replaceFirst("/.*", "");
        var opening = Opening.of(template, principal.callCentre(), LinkVisit.Way.INVITED);
        return revisioner
                .draft(Receiving.integrator(opening, "link-" + principal.id()))
                .map(tenant -> tenant.knowing(tenant.known().of(principal)));
    }

    private Optional<Tenant> tenant(Kept one) {
        return revisioner.live().flatMap(live -> live.tenant(one.name()));
    }

    /** Ends the connections whose removal was interrupted, and those that were never completed. */
    void tidy() {
        tools.store().integrators().list().stream()
                .filter(this::isLeftOver)
                .flatMap(one -> tenant(one).stream())
                .forEach(this::remove);
    }

    private boolean isLeftOver(Kept one) {
        var state = tools.store().fields().state(one.name());
        var old = one.madeAt().plus(LONGEST_BIRTH).isBefore(tools.clock().instant());
        return state.map(State::word).equals(Optional.of(BEING_REMOVED.word()))
                || old && state.equals(Optional.of(Links.BEING_MADE));
    }

    /** A partner has said that this connection is no more. */
    void departed(Tenant tenant) {
        var kept = tools.store().integrators().find(tenant.name()).isPresent();
        if (kept && !leaving.contains(tenant.name())) {
            Thread.ofVirtual().name("farewell").start(() -> remove(tenant));
        }
    }
}
