package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.patchbay.auth.Authenticator.Wanted;
import org.patchbay.auth.Holder;
import org.patchbay.auth.Login;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.mapping.TokenReply;
import org.patchbay.store.Fields.State;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tenant of a run, as the one for whom tokens are had: token requests are noted in the run that needed them first. */
public final class TokenHolder implements Holder {
    private static final Logger LOG = LoggerFactory.getLogger(TokenHolder.class);

    private final Kit kit;
    private final Run run;
    private final Values values;

    private TokenHolder(Kit kit, Run run, Values values) {
        this.kit = kit;
        this.run = run;
        this.values = values;
    }

    /**
     * A token as a run wants it.
     *
     * @throws Refusal when its request cannot be made
     */
    public static Wanted wanted(Kit kit, Run run, Login login, Values values) {
        var tenant = run.tenant();
        return new Wanted(tenant.tokenKeys().of(tenant, login, values), login, new TokenHolder(kit, run, values));
    }

    @Override
    public String name() {
        return run.tenant().name();
    }

    @Override
    public void prepare(Plan request) {
        var deadline = Deadline.in(request.endpoint().request().timeout());
        request.tokens().stream()
                .map(name -> run.tenant().program().login(name))
                .filter(Login::isKept)
                .forEach(login -> kit.tokens().token(wanted(kit, run, login, values), deadline));
    }

    /** A token request has its own time: it does not end with the call that needed the token. */
    @Override
    public Fetched send(Plan request, ObjectNode grant) {
        var started = kit.clock().instant();
        var inner = new Round(
                kit, run, request, Deadline.in(request.endpoint().request().timeout()));
        var seen = values.with(Root.GRANT, grant);
        var ended = sent(inner, seen);
        var reply = ended.reply()
                .flatMap(found -> ended.outcome().succeeded()
                        ? request.mapper().token(found, seen)
                        : Optional.<TokenReply>empty());
        var secrets = new ArrayList<>(inner.secrets());
        reply.ifPresent(token -> secrets.add(token.token().reveal()));
        reply.flatMap(TokenReply::refreshToken).ifPresent(token -> secrets.add(token.reveal()));
        var now = kit.clock().instant();
        run.note(Ending.noted(request.name(), ended, now, Duration.between(started, now), secrets));
        return new Fetched(ended.outcome(), reply);
    }

    private static Trip.Ended sent(Round inner, Values values) {
        try {
            return inner.go(values);
        } catch (Refusal refusal) {
            return Trip.refused(refusal);
        }
    }

    @Override
    public void lost(Failure failure) {
        var reason = run.tenant().masker().sentence(failure.message());
        kit.store().fields().setState(name(), Optional.of(new State("reauth-required", reason)));
        LOG.warn(
                "integrator.state integrator={} to=reauth-required; it runs again when somebody has connected it",
                name());
    }
}
