package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.auth.Authenticator;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.mapping.Mapper;
import org.patchbay.mapping.TokenReply;
import org.patchbay.store.Tokens.Token;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;

/** A trip with its tokens: fetched before it, and once again when the partner says that one is no longer good. */
final class Round {
    private final Kit kit;
    private final Run run;
    private final Plan plan;
    private final Deadline deadline;
    private final Map<String, Token> tokens = new LinkedHashMap<>();

    Round(Kit kit, Run run, Plan plan, Deadline deadline) {
        this.kit = kit;
        this.run = run;
        this.plan = plan;
        this.deadline = deadline;
    }

    /** Values of the tokens that were used, so that they can be masked. */
    List<String> secrets() {
        var secrets = new ArrayList<String>();
        tokens.values().forEach(token -> {
            secrets.add(token.value().reveal());
            token.refreshToken().ifPresent(refresh -> secrets.add(refresh.reveal()));
        });
        return secrets;
    }

    /** @throws Refusal when it was refused before it was sent */
    Trip.Ended go(Values values) {
        var first = once(values);
        if (!(first.outcome() instanceof Outcome.Refresh(var failure))) {
            return first;
        }
        if (tokens.isEmpty()) {
            return refusedAgain(first, failure);
        }
        tokens.forEach((name, token) -> kit.tokens().refused(key(name), token));
        note(first);
        var second = once(values);
        return second.outcome() instanceof Outcome.Refresh(var again) ? refusedAgain(second, again) : second;
    }

    private Trip.Ended once(Values values) {
        var trip = new Trip(
                plan,
                values.with(Root.AUTH, tokens(values)).readAt(kit.moment()),
                run.tenant().locality());
        return trip.send(trip.prepare(), kit.sender(), expired(), deadline);
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

    private Optional<Guard> expired() {
        if (plan.tokens().isEmpty()) {
            return Optional.empty();
        }
        if (plan.expired().isPresent()) {
            return plan.expired();
        }
        return Optional.of(Guard.any(plan.tokens().stream()
                .map(name -> auth(name).expired().orElse(kit.unauthorized()))
                .toList()));
    }

    private ObjectNode tokens(Values values) {
        var node = JsonNodeFactory.instance.objectNode();
        for (var name : plan.tokens()) {
            var auth = auth(name);
            var token = kit.tokens().token(key(name), auth.endpoint(), () -> fetch(auth, values));
            tokens.put(name, token);
            ObjectNode results = token.results().deepCopy();
            results.set("", SecretNode.of(token.value().reveal()));
            node.set(name, results);
        }
        return node;
    }

    private Authenticator.Fetched fetch(Plan auth, Values values) {
        var started = kit.clock().instant();
        var bounded = deadline.orIn(auth.endpoint().request().timeout());
        var inner = new Round(kit, run, auth, bounded);
        var ended = login(inner, values);
        var reply = ended.reply()
                .flatMap(found -> ended.outcome().succeeded()
                        ? auth.mapper().token(found, values)
                        : Optional.<TokenReply>empty());
        var secrets = new ArrayList<>(inner.secrets());
        reply.ifPresent(token -> secrets.add(token.token().reveal()));
        reply.flatMap(TokenReply::refreshToken).ifPresent(token -> secrets.add(token.reveal()));
        run.note(ending(auth, ended, Duration.between(started, kit.clock().instant()), secrets));
        return new Authenticator.Fetched(ended.outcome(), reply);
    }

    private static Trip.Ended login(Round inner, Values values) {
        try {
            return inner.go(values);
        } catch (Refusal refusal) {
            return Trip.refused(refusal);
        }
    }

    /** A call before the last is shown too: a token was refused, or another page follows. */
    void note(Trip.Ended first) {
        run.note(ending(plan, first, Duration.ZERO, secrets()));
    }

    private Ending ending(Plan of, Trip.Ended ended, Duration took, List<String> secrets) {
        return new Ending(
                of.name(),
                ended.outcome().succeeded() ? Step.Status.SUCCEEDED : Step.Status.FAILED,
                Optional.empty(),
                1,
                kit.clock().instant().minus(took),
                took,
                Optional.of(ended.outcome()),
                Optional.of(ended),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                Optional.empty(),
                ended.outcome().reason(),
                secrets);
    }

    private Plan auth(String name) {
        return Objects.requireNonNull(run.tenant().program().plans().get(name));
    }

    private String key(String name) {
        return run.tenant().fingerprint() + "/" + name;
    }
}
