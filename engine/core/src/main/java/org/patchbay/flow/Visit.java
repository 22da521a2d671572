package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.auth.AuthFailure;
import org.patchbay.call.Silence;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Values;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;

/** One call of one endpoint within a step, its tokens included, or the result that was kept of an earlier one. */
final class Visit {
    private final Kit kit;

    Visit(Kit kit) {
        this.kit = kit;
    }

    /** Calls the endpoint, unless a kept result will do. */
    Ending pay(Turn turn, Plan plan, Values values) {
        var lives = plan.endpoint().reply().cache();
        return lives.isEmpty() || !lives.get().enabled()
                ? call(turn, plan, values)
                : kit.results()
                        .find(turn.run(), plan, lives.get(), values, turn.begun(), () -> call(turn, plan, values));
    }

    private Ending call(Turn turn, Plan plan, Values values) {
        var trips = new Trips(kit, turn.run(), plan, turn.deadline());
        try {
            var ended = sent(
                    turn, plan, () -> new Registration(kit).around(turn.run().tenant(), plan, () -> trips.go(values)));
            return ending(turn, plan, trips, ended);
        } catch (AuthFailure failure) {
            return ending(turn, plan, trips, Trip.unmade(failure.outcome()));
        } catch (Refusal refusal) {
            return ending(turn, plan, trips, Trip.refused(refusal));
        }
    }

    /** Background work has a breaker of its own, which puts it off. */
    private Trip.Ended sent(Turn turn, Plan plan, Supplier<Trip.Ended> send) {
        if (turn.step().delivery() == DeliveryMode.BACKGROUND) {
            return send.get();
        }
        var destination = turn.run().destination(plan).toString();
        return kit.silence().under(destination, send, Visit::sign).orElseGet(() -> {
            var why = "nothing was sent for '%s': the last %d requests got no answer in time, and one tries again"
                    .formatted(destination, Silence.TIMES);
            return Trip.unmade(new Outcome.Retry(Failure.of(FailureCode.UPSTREAM_CROWDED, why), Optional.empty()));
        });
    }

    private static Silence.Sign sign(Trip.Ended ended) {
        if (ended.reply().isPresent()) {
            return Silence.Sign.ANSWERED;
        }
        return ended.outcome()
                .reason()
                .filter(failure -> failure.code() == FailureCode.UPSTREAM_TIMEOUT)
                .map(_ -> Silence.Sign.SILENT)
                .orElse(Silence.Sign.NONE);
    }

    private Ending ending(Turn turn, Plan plan, Trips trips, Trip.Ended ended) {
        var outcome = ended.outcome();
        var failure = outcome.reason();
        var unsent = ended.prepared().isEmpty()
                && !turn.step().waitsFor().isEmpty()
                && failure.filter(Visit::isMissing).isPresent();
        if (unsent) {
            return Ending.skipped(plan.name(), failure.get().message(), turn.begun());
        }
        var status = trips.goesOn() ? Step.Status.ACCEPTED : status(outcome);
        var fallback = outcome.succeeded()
                ? Optional.<ObjectNode>empty()
                : plan.mapper().fallback();
        return new Ending(
                plan.name(),
                fallback.isPresent() ? Step.Status.FALLBACK : status,
                Optional.empty(),
                turn.attempt(),
                turn.begun(),
                Duration.between(turn.begun(), kit.clock().instant()),
                Optional.of(outcome),
                Optional.of(ended),
                fallback.or(() -> ended.mapped().result()).orElseGet(JsonNodeFactory.instance::objectNode),
                ended.mapped().remembered(),
                ended.mapped().stored(),
                ended.mapped().match(),
                failure,
                trips.secrets());
    }

    private static boolean isMissing(Failure failure) {
        return failure.code() == FailureCode.MISSING_INPUT || failure.code() == FailureCode.MISSING_VALUE;
    }

    private static Step.Status status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ok _ -> Step.Status.SUCCEEDED;
            case Outcome.AlreadyDone _ -> Step.Status.ALREADY_DONE;
            case Outcome.Unknown _ -> Step.Status.UNKNOWN;
            case Outcome.Retry(var failure, var _) ->
                failure.code() == FailureCode.UPSTREAM_TIMEOUT ? Step.Status.TIMED_OUT : Step.Status.FAILED;
            case Outcome.Refresh _, Outcome.Reauth _, Outcome.Disable _, Outcome.Remove _, Outcome.Fail _ ->
                Step.Status.FAILED;
        };
    }
}
