package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.patchbay.definition.Cache;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Values;

/** Tries one step once: guard, inputs, then its call, or its calls where it is more than one. Thread-safe. */
public final class Stepper {
    private final Kit kit;
    private final Visit visit;
    private final Repeater repeater;
    private final Ensurer ensurer;

    /** Runs steps with these tools. */
    public Stepper(Kit kit) {
        this.kit = kit;
        this.visit = new Visit(kit);
        this.repeater = new Repeater(kit.clock());
        this.ensurer = new Ensurer(kit, visit);
    }

    /**
     * Runs a step. Never throws for what a partner or a caller did; the run is not told, see {@link Run#end}.
     *
     * @param attempt counts from 1
     */
    public Ending attempt(Run run, Bound step, int attempt, Deadline deadline) {
        var turn = new Turn(run, step, attempt, deadline, kit.clock().instant());
        var values = view(run, step, attempt);
        var skip = Skips.reason(run, step, values);
        if (skip.isPresent()) {
            return Ending.skipped(step.name(), skip.get(), turn.begun());
        }
        var inputs = step.plan().inputs();
        var body = run.trigger().body();
        var bad = inputs.check(body);
        if (!bad.isEmpty()) {
            return Ending.failed(step.name(), bad.getFirst(), turn.begun());
        }
        return kept(step, loop(turn, values.with(Root.BODY, inputs.withDefaults(body))));
    }

    /** What may be shown in place of a step that is not over when the answer has to leave: an old result, else its fallback. */
    public Optional<Ending> standIn(Run run, Bound step) {
        var plan = step.plan();
        var now = kit.clock().instant();
        return plan.endpoint()
                .reply()
                .cache()
                .filter(Cache::enabled)
                .flatMap(lives -> kit.results().standIn(run, plan, lives, view(run, step, 1), now))
                .or(() -> plan.mapper()
                        .fallback()
                        .map(result -> Ending.known(
                                step.name(), Step.Status.FALLBACK, result, Optional.empty(), now)));
    }

    private Ending loop(Turn turn, Values values) {
        return turn.step()
                .plan()
                .loops()
                .each()
                .map(each -> repeater.repeat(turn, values, each, element -> once(turn, element)))
                .orElseGet(() -> once(turn, values));
    }

    private Ending once(Turn turn, Values values) {
        var plan = turn.step().plan();
        return plan.loops()
                .ensure()
                .map(ensure -> ensurer.ensure(turn, values, ensure))
                .orElseGet(() -> visit.pay(turn, plan, values));
    }

    /** The whole result is kept for the call where the endpoint gives it a name. */
    private static Ending kept(Bound step, Ending ending) {
        var name = step.objectName();
        if (name.isEmpty() || !ending.status().succeeded() || ending.result().isEmpty()) {
            return ending;
        }
        ObjectNode remembered = ending.remembered().deepCopy();
        remembered.set(Views.OBJECT + name.get(), ending.result());
        return ending.remembering(remembered);
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
<<<<<<< HEAD
=======

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
>>>>>>> main
}
