package org.patchbay.trip;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Pages.By;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Failpoint;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.format.Locality;
import org.patchbay.mapping.Mapper;
import org.patchbay.sign.Signing;
import org.patchbay.spi.TransportFailure;
import org.patchbay.wire.Wire;

/** One round trip of one endpoint: resolve, render, sign, call, map. */
public final class Trip {
    private final Plan plan;
    private final Values values;
    private final Locality locality;

    /** A trip of that endpoint with what its run knows; the clock reading is that of the values. */
    public Trip(Plan plan, Values values, Locality locality) {
        this.plan = plan;
        this.values = values;
        this.locality = locality;
    }

    /**
     * A request that is ready to be sent.
     *
     * @param values as the request saw them, {@code param} included
     */
    public record Prepared(
            List<Argument> arguments, Draft draft, Request request, Signing.Signed signed, Values values) {}

    /**
     * What became of a trip.
     *
     * @param prepared empty when it was refused before there was a request
     * @param reply empty when none came
     */
    public record Ended(Optional<Prepared> prepared, Optional<Reply> reply, Mapper.Mapped mapped) {
        /** What it meant. */
        public Outcome outcome() {
            return mapped.outcome();
        }
    }

    /**
     * Resolves, renders and signs.
     *
     * @throws Refusal when a value is missing or unfit; nothing was sent
     */
    public Prepared prepare() {
        var arguments = plan.resolver().resolve(values, locality);
        var seen = values.with(Root.PARAM, parameters(arguments));
        var draft = following(withKey(plan.renderer().render(arguments, seen)), arguments);
        var signed = plan.signing().sign(draft, seen);
        var known = signed.computed().isEmpty() ? seen : seen.with(Root.SIGN, signed.computed());
        return new Prepared(arguments, signed.draft(), Wire.request(signed.draft()), signed, known);
    }

    private Draft following(Draft draft, List<Argument> arguments) {
        var next = values.root(Root.PAGE).path("next");
        return plan.pager().isPresent() && plan.pager().get().by() == By.LINK && next.isValueNode()
                ? Following.to(Scalars.text(next), draft, arguments)
                : draft;
    }

    /** Sends what was prepared and reads the reply. */
    public Ended send(Prepared prepared, Sender sender, Optional<Guard> expired, Deadline deadline) {
        try {
            Failpoint.hit("before-first-byte");
            var reply = sender.send(plan.name(), prepared.request(), deadline);
            var mapped = plan.mapper().read(reply, expired, prepared.values(), locality);
            return new Ended(Optional.of(prepared), Optional.of(reply), ambiguous(reply, mapped));
        } catch (TransportFailure failure) {
            return new Ended(Optional.of(prepared), Optional.empty(), Mapper.Mapped.only(outcome(failure)));
        } catch (Refusal refusal) {
            return new Ended(
                    Optional.of(prepared), Optional.empty(), Mapper.Mapped.only(new Outcome.Fail(refusal.failure())));
        }
    }

    /** A trip that was refused before there was a request. */
    public static Ended refused(Refusal refusal) {
        return unmade(new Outcome.Fail(refusal.failure()));
    }

    /** A trip that was never begun. */
    public static Ended unmade(Outcome outcome) {
        return new Ended(Optional.empty(), Optional.empty(), Mapper.Mapped.only(outcome));
    }

    private static ObjectNode parameters(List<Argument> arguments) {
        var parameters = JsonNodeFactory.instance.objectNode();
        arguments.stream()
                .filter(Argument::isThere)
                .forEach(argument -> parameters.set(argument.name(), argument.value()));
        return parameters;
    }

    /** The idempotency key, where the endpoint says to send one (draft-ietf-httpapi-idempotency-key-header). */
    private Draft withKey(Draft draft) {
        var place = plan.endpoint().delivery().idempotencyKey();
        if (place.isEmpty()) {
            return draft;
        }
        var key = new Pair(
                place.get().substring(place.get().indexOf('.') + 1),
                values.root(Root.RUN).path("key").asText());
        if (place.get().startsWith("query.")) {
            return new Draft(
                    draft.method(),
                    draft.origin(),
                    draft.path(),
                    plus(draft.query(), key),
                    draft.headers(),
                    draft.cookies(),
                    draft.body());
        }
        return new Draft(
                draft.method(),
                draft.origin(),
                draft.path(),
                draft.query(),
                plus(draft.headers(), key),
                draft.cookies(),
                draft.body());
    }

    private static List<Pair> plus(List<Pair> pairs, Pair one) {
        var all = new ArrayList<>(pairs);
        all.add(one);
        return all;
    }

    /** A gateway's word that it lost the answer does not say whether the request arrived behind it (RFC 9110 §15.6). */
    private Mapper.Mapped ambiguous(Reply reply, Mapper.Mapped mapped) {
        var lost = reply.status() == 408 || reply.status() == 502 || reply.status() == 504;
        if (lost && !plan.repeatable() && mapped.outcome() instanceof Outcome.Retry(var failure, var _)) {
            return Mapper.Mapped.only(new Outcome.Unknown(failure));
        }
        return mapped;
    }

    private Outcome outcome(TransportFailure thrown) {
        var message = String.valueOf(thrown.getMessage());
        return switch (thrown.kind()) {
            case BLOCKED -> new Outcome.Fail(Failure.of(FailureCode.UPSTREAM_BLOCKED, message));
            case NOT_SENT -> new Outcome.Retry(Failure.of(FailureCode.UPSTREAM_UNREACHABLE, message), Optional.empty());
            case CROWDED -> new Outcome.Retry(Failure.of(FailureCode.UPSTREAM_CROWDED, message), Optional.empty());
            case TIMEOUT -> mayHaveArrived(Failure.of(FailureCode.UPSTREAM_TIMEOUT, message));
            case BROKEN -> mayHaveArrived(Failure.of(FailureCode.UPSTREAM_UNREACHABLE, message));
            case TOO_LARGE -> new Outcome.Fail(Failure.of(FailureCode.MAPPING_FAILED, message));
        };
    }

    private Outcome mayHaveArrived(Failure failure) {
        return plan.repeatable() ? new Outcome.Retry(failure, Optional.empty()) : new Outcome.Unknown(failure);
    }
}
