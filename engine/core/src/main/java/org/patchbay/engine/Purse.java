package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.auth.Authenticator.Wanted;
import org.patchbay.auth.Login;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Recollection;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.TokenHolder;
import org.patchbay.flow.Views;
import org.patchbay.store.Tokens.Token;

/** The tokens of tenants, outside of their runs. */
record Purse(Tools tools, Ids ids, Supplier<Live> live) {
    private static final String CHECK = "auth-check";

    /** The token that is kept for a tenant; empty when there is none, or its request cannot be made. */
    Optional<Token> kept(Tenant tenant, Login login) {
        return key(tenant, login).flatMap(kit().tokens()::kept);
    }

    private Optional<String> key(Tenant tenant, Login login) {
        try {
            return Optional.of(wanted(run(tenant), login).key());
        } catch (Refusal unfinished) {
            return Optional.empty();
        }
    }

    /** True while a person has to agree at the partner before anything can be sent. */
    boolean awaitsPerson(Tenant tenant) {
        return tenant.program().logins().values().stream()
                .anyMatch(login -> login.needsPerson() && kept(tenant, login).isEmpty());
    }

    /** Lets go of the tokens that a tenant uses. */
    void forget(Tenant tenant) {
        tenant.program().logins().values().stream()
                .filter(Login::isKept)
                .forEach(login -> key(tenant, login).ifPresent(this::forget));
    }

    /** Lets go of the token under that key. */
    private void forget(String key) {
        tools.store()
                .tokens()
                .find(key)
                .ifPresent(token -> tools.store().tokens().forget(key, token.version()));
    }

    /** Hands the tokens that one tenant has had to another one of its template. */
    void handOver(Tenant from, Tenant to) {
        for (var login : from.program().logins().values()) {
            var old = key(from, login);
            var next = key(to, login);
            if (login.needsPerson() && old.isPresent() && next.isPresent() && !old.equals(next)) {
                tools.store().tokens().find(old.get()).ifPresent(token -> {
                    tools.store().tokens().keep(next.get(), token);
                    forget(old.get());
                });
            }
        }
    }

    Wanted wanted(Run run, Login login) {
        return TokenHolder.wanted(kit(), run, login, Views.of(run, Map.of(), kit().moment()));
    }

    /** A run of nothing, in whose name tokens are asked for. */
    Run run(Tenant tenant) {
        var nothing = new Recollection(Optional.empty(), JsonNodeFactory.instance.objectNode());
        return new Run(ids.get(), live.get().number(), trigger(tenant), tenant, nothing);
    }

    /** What says that the partner is asked whether it is content. */
    Trigger trigger(Tenant tenant) {
        return new Trigger(
                CHECK,
                tenant.integrator().callcenterId(),
                JsonNodeFactory.instance.objectNode(),
                Optional.of(tenant.name()),
                Optional.empty(),
                tools.clock().instant());
    }

    private Kit kit() {
        return live.get().kit();
    }
}
