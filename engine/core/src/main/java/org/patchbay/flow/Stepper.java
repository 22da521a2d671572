package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.patchbay.auth.AuthFailure;
import org.patchbay.definition.EndpointException;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Values;
import org.patchbay.mapping.Mapper;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;

/** Runs one step once: guard, inputs, tokens, trip, and one repetition when the token was refused. Thread-safe. */
public final class Stepper {
    private final Kit kit;

    /** Runs steps with these tools. */
    public Stepper(Kit kit) {
        this.kit = kit;
    }

    /**
     * Runs a step. Never throws for what a partner or a caller did; the run is not told, see {@link Run#end}.
     *
     * @param attempt counts from 1
     */
    public Ending attempt(Run run, Bound step, int attempt, Deadline deadline) {
        var now = kit.clock().instant();
        var values = view(run, step, attempt);
        var skip = Skips.reason(run, step, values);
        if (skip.isPresent()) {
            return Ending.skipped(step.name(), skip.get(), now);
        }
        var bad = step.plan().inputs().check(run.trigger().body());
        if (!bad.isEmpty()) {
            return Ending.failed(step.name(), bad.getFirst(), now);
        }
        var filled = values.with(
                Root.BODY, step.plan().inputs().withDefaults(run.trigger().body()));
        var bounded = deadline.orIn(timeout(run, step.plan()));
        return cached(run, step, filled, attempt, bounded, now);
    }

    /** What a step can read before its tokens are fetched. */
    public Values view(Run run, Bound step, int attempt) {
        var options = kit.options(run.trigger());
        var values = Views.step(Views.of(run, options, kit.moment()), run, step.name(), attempt);
        return step.afterFailure().stream()
                .flatMap(name -> run.ending(name).stream())
                .flatMap(ending ->
                        ending.problem().stream().map(problem -> Views.failed(values, ending.endpoint(), problem)))
                .findFirst()
                .orElse(values);
    }

    private static Duration timeout(Run run, Plan plan) {
        return run.tenant()
                .exception(plan.name())
                .flatMap(EndpointException::timeout)
                .orElse(plan.endpoint().request().timeout());
    }

    private Ending cached(Run run, Bound step, Values values, int attempt, Deadline deadline, Instant now) {
        var lives = step.plan().endpoint().reply().cache();
        if (lives.isEmpty() || !lives.get().enabled()) {
            return call(run, step, values, attempt, deadline, now);
        }
        return kit.results()
                .find(
                        run,
                        step.plan(),
                        lives.get(),
                        values,
                        now,
                        () -> call(run, step, values, attempt, deadline, now));
    }

    private Ending call(Run run, Bound step, Values values, int attempt, Deadline deadline, Instant now) {
        var plan = step.plan();
        var round = new Round(kit, run, plan, deadline);
        try {
            var ended = round.go(values);
            return ending(step, attempt, now, round, ended);
        } catch (AuthFailure failure) {
            var nothing = JsonNodeFactory.instance.objectNode();
            var mapped = new Mapper.Mapped(failure.outcome(), Optional.empty(), nothing, Map.of());
            return ending(step, attempt, now, round, new Trip.Ended(Optional.empty(), Optional.empty(), mapped));
        } catch (Refusal refusal) {
            return ending(step, attempt, now, round, Trip.refused(refusal));
        }
    }

    private Ending ending(Bound step, int attempt, Instant startedAt, Round round, Trip.Ended ended) {
        var outcome = ended.outcome();
        var failure = outcome.reason();
        var unsent = ended.prepared().isEmpty()
                && failure.map(reason -> isMissing(reason) && !step.waitsFor().isEmpty())
                        .orElse(false);
        if (unsent) {
            return Ending.skipped(step.name(), failure.get().message(), startedAt);
        }
        var status = status(outcome);
        var fallback = status.succeeded()
                ? Optional.<ObjectNode>empty()
                : step.plan().mapper().fallback();
        return new Ending(
                step.name(),
                fallback.isPresent() ? Step.Status.FALLBACK : status,
                Optional.empty(),
                attempt,
                startedAt,
                Duration.between(startedAt, kit.clock().instant()),
                Optional.of(outcome),
                Optional.of(ended),
                fallback.orElseGet(() ->
                        outcome instanceof Outcome.Ok(var result) ? result : JsonNodeFactory.instance.objectNode()),
                remembered(step.plan(), ended),
                ended.mapped().stored(),
                ended.mapped().match(),
                failure,
                round.secrets());
    }

    private static boolean isMissing(Failure failure) {
        return failure.code() == FailureCode.MISSING_INPUT || failure.code() == FailureCode.MISSING_VALUE;
    }

    private static ObjectNode remembered(Plan plan, Trip.Ended ended) {
        var remembered = ended.mapped().remembered();
        var object = plan.endpoint().reply().objectName().map(name -> name.text());
        if (object.isPresent() && ended.outcome() instanceof Outcome.Ok(var result)) {
            remembered = remembered.deepCopy();
            remembered.set(Views.OBJECT + object.get(), result);
        }
        return remembered;
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
