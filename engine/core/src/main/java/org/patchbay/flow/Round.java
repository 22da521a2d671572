package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.auth.Authenticator.Wanted;
import org.patchbay.auth.Login;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.exchange.Weight;
import org.patchbay.expression.Guard;
import org.patchbay.mapping.Mapper;
import org.patchbay.store.Tokens.Token;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;

/** A trip with its tokens: fetched before it, and once again when the partner says that one is no longer good. */
final class Round {
    /** Of the body of a reply, in bytes; a little more than is shown. */
    private static final int SHOWN = 17 * 1024;

    /** The body of a reply that cannot leave anything heavy, in bytes. */
    private static final int LIGHT = 1_024;

    private final Kit kit;
    private final Run run;
    private final Plan plan;
    private final Deadline deadline;
    private final Map<String, Used> tokens = new LinkedHashMap<>();
    private final List<String> secrets = new ArrayList<>();

    Round(Kit kit, Run run, Plan plan, Deadline deadline) {
        this.kit = kit;
        this.run = run;
        this.plan = plan;
        this.deadline = deadline;
    }

    /** A token that was sent. */
    private record Used(Wanted wanted, Token token) {}

    /** Values of the tokens that were used, so that they can be masked. */
    List<String> secrets() {
        return secrets;
    }

    /**
     * Sends the request, and once more when that may help.
     *
     * @throws Refusal when it was refused before it was sent
     * @throws org.patchbay.auth.AuthFailure when there is no token
     */
    Trip.Ended go(Values values) {
        var first = once(values);
        if (!(first.outcome() instanceof Outcome.Refresh(var failure))) {
            return first;
        }
        if (!mayRenew()) {
            return refusedAgain(first, failure);
        }
        kept().forEach(used -> kit.tokens().refused(used.wanted().key(), used.token()));
        note(first);
        var second = once(values);
        if (!(second.outcome() instanceof Outcome.Refresh(var again))) {
            return second;
        }
        kept().forEach(used -> kit.tokens().futile(used.wanted(), plan.name()));
        return refusedAgain(second, again);
    }

    private boolean mayRenew() {
        return kept().stream()
                .anyMatch(used -> !kit.tokens().isFutile(used.wanted().key(), plan.name()));
    }

    private List<Used> kept() {
        return tokens.values().stream()
                .filter(used -> used.wanted().login().isKept())
                .toList();
    }

    private Trip.Ended once(Values values) {
        var trip = new Trip(
                plan,
                values.with(Root.AUTH, tokens(values)).readAt(kit.moment()),
                run.tenant().locality());
        return kept(trip.send(trip.prepare(), kit.sender(), expired(), deadline));
    }

    /** What is kept of it while the run lasts: a token is read of the whole reply, all else has been read, and what is shown is short. */
    private Trip.Ended kept(Trip.Ended ended) {
        if (plan.endpoint().type() == EndpointType.AUTH || ended.reply().isEmpty()) {
            return ended;
        }
        var kept = new Trip.Ended(ended.prepared(), ended.reply().map(reply -> reply.cut(SHOWN)), ended.mapped());
        var isLight = ended.reply().get().length() < LIGHT || run.carries(weight(ended.mapped()));
        return isLight ? kept : new Trip.Ended(kept.prepared(), kept.reply(), Mapper.Mapped.only(noRoom()));
    }

    private static long weight(Mapper.Mapped mapped) {
        return mapped.result().map(Weight::of).orElse(0L) + Weight.of(mapped.onward());
    }

    private Outcome noRoom() {
        var why = "what '" + plan.name()
                + "' was answered takes more memory than there is for large replies at this moment";
        return plan.repeatable()
                ? new Outcome.Retry(Failure.of(FailureCode.UPSTREAM_CROWDED, why), Optional.empty())
                : new Outcome.Fail(Failure.of(FailureCode.MAPPING_FAILED, why));
    }

    private static Trip.Ended refusedAgain(Trip.Ended ended, Failure failure) {
        var refused = new Failure(
                FailureCode.UPSTREAM_UNAUTHORIZED,
                failure.message(),
                failure.agentMessage(),
                failure.status(),
                failure.input());
        return new Trip.Ended(ended.prepared(), ended.reply(), Mapper.Mapped.only(new Outcome.Fail(refused)));
    }

    /** What says that a token has ended; one that is fetched for each use cannot have. */
    private Optional<Guard> expired() {
        var logins =
                plan.tokens().stream().map(this::login).filter(Login::isKept).toList();
        if (logins.isEmpty()) {
            return Optional.empty();
        }
        if (plan.expired().isPresent() && plan.endpoint().type() != EndpointType.AUTH) {
            return plan.expired();
        }
        return Optional.of(Guard.any(logins.stream()
                .map(login -> login.request().expired().orElse(kit.unauthorized()))
                .toList()));
    }

    private ObjectNode tokens(Values values) {
        var node = JsonNodeFactory.instance.objectNode();
        for (var name : plan.tokens()) {
            var wanted = TokenHolder.wanted(kit, run, login(name), values);
            var token = kit.tokens().token(wanted, deadline);
            tokens.put(name, new Used(wanted, token));
            secrets.add(token.value().reveal());
            token.refreshToken().ifPresent(refresh -> secrets.add(refresh.reveal()));
            ObjectNode results = token.results().deepCopy();
            results.set("", SecretNode.of(token.value().reveal()));
            node.set(name, results);
        }
        return node;
    }

    /** A call before the last is shown too: a token was refused, or another page follows. */
    void note(Trip.Ended first) {
        run.note(Ending.noted(plan.name(), first, kit.clock().instant(), Duration.ZERO, secrets));
    }

    private Login login(String name) {
        return run.tenant().program().login(name);
    }
}
