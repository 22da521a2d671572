package org.patchbay.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Listening.Many;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;
import org.patchbay.hook.HookPlan;
import org.patchbay.hook.Knock;
import org.patchbay.sign.Nonces;
import org.patchbay.sign.Verdict;
import org.patchbay.store.Receipts;
import org.patchbay.store.Store;

/** Finds out whom a request to a hook means and whether it is genuine; nothing is run before. Thread-safe. */
final class Doorkeeper {
    private final Store store;
    private final InstantSource clock;

    Doorkeeper(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Whom the request means. */
    Admitted admit(Door door, Knock knock, Moment moment) {
        var plan = door.plan();
        if (plan.bringsFields()) {
            return bringing(door, knock, moment);
        }
        if (plan.connects()) {
            return connecting(door, knock, moment);
        }
        return plan.correlates() && !plan.verifiesIntegrator()
                ? verifiedFirst(door, knock, moment)
                : correlatedFirst(door, knock, moment);
    }

    /** The same work for a request that reaches nothing, so that the time it takes does not say so. */
    void pretend(Door like, Knock knock, Moment moment) {
        var values = like.plan().see(Views.of(like.host(), moment), knock);
        var _ = like.plan().verify(knock, values, (_, _) -> true);
    }

    /** Values of a tenant and the request. */
    static Values values(HookPlan plan, Tenant tenant, Knock knock, Moment moment) {
        return plan.see(Views.of(tenant, moment), knock);
    }

    private Admitted bringing(Door door, Knock knock, Moment moment) {
        var plan = door.plan();
        var fields = plan.fields(knock);
        var tenant = door.host().bringing(fields.values());
        var hidden = plan.hidden(knock);
        var values = values(plan, tenant, hidden, moment);
        return switch (plan.verify(knock, values, nonces(door.host()))) {
            case Verdict.Refused(var reason, var _) -> new Admitted.Refused(reason);
            case Verdict.Genuine(var verified) ->
                in(new Guest(tenant, values.with(Root.VERIFY, verified), fields.unfit()));
        };
    }

    /** Who is to be connected is nobody yet. */
    private Admitted connecting(Door door, Knock knock, Moment moment) {
        var values = values(door.plan(), door.host(), knock, moment);
        return switch (door.plan().verify(knock, values, nonces(door.host()))) {
            case Verdict.Refused(var reason, var _) -> new Admitted.Refused(reason);
            case Verdict.Genuine(var verified) ->
                in(new Guest(door.host(), values.with(Root.VERIFY, verified), Optional.empty()));
        };
    }

    private static Admitted in(Guest guest) {
        return new Admitted.In(List.of(guest));
    }

    private Admitted verifiedFirst(Door door, Knock knock, Moment moment) {
        var plan = door.plan();
        return switch (plan.verify(knock, values(plan, door.host(), knock, moment), nonces(door.host()))) {
            case Verdict.Refused(var reason, var _) -> new Admitted.Refused(reason);
            case Verdict.Genuine(var verified) -> {
                var guests = door.guests().stream()
                        .map(tenant -> new Guest(
                                tenant,
                                values(plan, tenant, knock, moment).with(Root.VERIFY, verified),
                                Optional.empty()))
                        .filter(guest -> plan.means(guest.values()))
                        .toList();
                yield guests.isEmpty()
                        ? new Admitted.Nobody(
                                values(plan, door.host(), knock, moment).with(Root.VERIFY, verified))
                        : clear(plan, new Admitted.In(guests));
            }
        };
    }

    private static Admitted clear(HookPlan plan, Admitted.In in) {
        if (in.guests().size() < 2 || plan.listening().many() == Many.ALL) {
            return in;
        }
        var names = in.guests().stream().map(guest -> guest.tenant().name()).toList();
        return new Admitted.Refused("it means several integrators, " + String.join(", ", names) + " [PB409]");
    }

    /** Without anybody to be verified for, the same work is done for nobody. */
    private Admitted correlatedFirst(Door door, Knock knock, Moment moment) {
        var plan = door.plan();
        var meant = door.guests().stream()
                .map(tenant -> new Guest(tenant, values(plan, tenant, knock, moment), Optional.empty()))
                .filter(guest -> plan.means(guest.values()))
                .toList();
        if (meant.isEmpty()) {
            pretend(door, knock, moment);
            return new Admitted.Refused("it means no integrator");
        }
        var genuine = new ArrayList<Guest>();
        var reason = "";
        for (var guest : meant) {
            switch (plan.verify(knock, guest.values(), nonces(guest.tenant()))) {
                case Verdict.Refused(var why, var _) -> reason = why;
                case Verdict.Genuine(var verified) ->
                    genuine.add(
                            new Guest(guest.tenant(), guest.values().with(Root.VERIFY, verified), Optional.empty()));
            }
        }
        return genuine.isEmpty() ? new Admitted.Refused(reason) : clear(plan, new Admitted.In(genuine));
    }

    /** A random value is kept where every node sees it. */
    private Nonces nonces(Tenant tenant) {
        return (nonce, until) -> isFirst(tenant, nonce, until);
    }

    private boolean isFirst(Tenant tenant, String nonce, Instant until) {
        var key = Firsts.key("nonce/" + tenant.name(), nonce);
        var now = clock.instant();
        var request = new Receipts.Request(key, "", nonce, store.nodes().own(), until.plusSeconds(1));
        return store.receipts().begin(request, now) instanceof Receipts.First;
    }
}
