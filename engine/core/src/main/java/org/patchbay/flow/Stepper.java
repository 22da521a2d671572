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

    /** The same for a step of which nobody has to know how far it is with a list. */
    public Ending attempt(Run run, Bound step, int attempt, Deadline deadline) {
        return attempt(run, step, attempt, deadline, Headway.UNHEEDED);
    }

    /**
     * Runs a step. Never throws for what a partner or a caller did; the run is not told, see {@link Run#end}.
     *
     * @param attempt counts from 1
     */
    public Ending attempt(Run run, Bound step, int attempt, Deadline deadline, Headway headway) {
        var turn = new Turn(run, step, attempt, deadline, kit.clock().instant(), headway);
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
        var instead = step.plan().repeatable() ? Optional.<Ending>empty() : headway.begins();
        return instead.orElseGet(() -> kept(step, loop(turn, values.with(Root.BODY, inputs.withDefaults(body)))));
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
                        .map(result -> Ending.known(step.name(), Step.Status.FALLBACK, result, Optional.empty(), now)));
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
    static Ending kept(Bound step, Ending ending) {
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
        var values =
                Trips.begin(step.plan(), Views.step(Views.of(run, options, kit.moment()), run, step.name(), attempt));
        return step.afterFailure().stream()
                .flatMap(name -> run.ending(name).stream())
                .flatMap(ending -> ending.problem().stream()
                        .map(Recorder.of(run, ending)::failure)
                        .map(problem -> Views.failed(values, ending.endpoint(), problem)))
                .findFirst()
                .orElse(values);
    }
}
