package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.patchbay.delivery.Deliverer;
import org.patchbay.engine.Arrivals.Asked;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failpoint;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Choices;
import org.patchbay.flow.Choices.Choice;
import org.patchbay.flow.Flow;
import org.patchbay.flow.Headway;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;
import org.patchbay.lifecycle.Decision;
import org.patchbay.store.Custody;
import org.patchbay.store.Insistence;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a trigger to the tenants that listen, and decides when its answer leaves. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration SLOWEST_LATE_STEP = Duration.ofMinutes(5);

    private final Tools tools;
    private final Activities activities;
    private final Deliverer deliverer;
    private final Arrivals arrivals;
    private final Repeats repeats;
    private final Deciding deciding;
    private final Ids ids;
    private final Custody custody;
    private final Backlog backlog;

    Dispatcher(Tools tools, Activities activities, Deliverer deliverer, Repeats repeats) {
        this.tools = tools;
        this.activities = activities;
        this.deliverer = deliverer;
        this.arrivals = new Arrivals(tools);
        this.backlog = new Backlog(tools.store().lanes());
        this.repeats = repeats;
        this.custody = new Custody(tools.store().nodes());
        this.deciding = new Deciding(tools, new Choices(tools.store()), repeats, custody);
        this.ids = new Ids(tools.clock(), tools.random());
    }

    /** What this process is at. */
    Custody custody() {
        return custody;
    }

    /** An id for an execution to come. */
    String nextId() {
        return ids.get();
    }

    /** Runs a trigger under that id; work that is accepted already under it is not accepted again. */
    Answer fire(Live live, String id, Trigger trigger, Optional<Duration> longest) {
        var listeners = new Listeners(live, tools.store().fields());
        return fire(live, id, Asked.of(trigger), listeners.of(trigger), longest);
    }

    /** Runs what an execution has run once more, whatever its call has come to; nothing is awaited. Of who does not run what is known stays. */
    Optional<Answer> again(Live live, Live now, Execution execution, Trigger trigger) {
        var tenants = new Listeners(live, tools.store().fields()).again(trigger, execution, now);
        if (tenants.isEmpty()) {
            return Optional.empty();
        }
        tools.store().lanes().forget(execution.id());
        var arrived = tenants.stream()
                .map(tenant -> arrivals.anew(trigger, tenant, execution.id(), live.number()))
                .toList();
        var activity = new Activity(
                execution.id(),
                trigger,
                live,
                arrived.stream().map(Arrived::run).toList());
        Earlier.without(execution, tenants).ifPresent(activity::goOn);
        try (var _ =
                arrivals.inTurn(trigger, () -> begin(activity, arrived, true)).hold()) {
            activities.write(activity);
            return Optional.of(answer(activity, arrived));
        }
    }

    /** Runs one endpoint of the trigger, and those that it waits for. */
    Answer act(Live live, String id, Trigger trigger, String endpoint, Optional<Duration> longest) {
        var tenants = new Listeners(live, tools.store().fields()).of(trigger, _ -> Set.of(endpoint));
        return fire(live, id, new Asked(trigger, Optional.of(endpoint), List.of()), tenants, longest);
    }

    /** Runs what has waited for an agent's choice in a call of that tenant, once. */
    Chosen choose(Live live, Tenant tenant, String callId, Choice choice, Optional<Duration> longest) {
        return deciding.choose(tenant, callId, choice, ids.get(), live.number(), (execution, going) -> {
            var asked = new Asked(going.trigger(), Optional.of(choice.endpoint()), going.known());
            return fire(live, execution, asked, List.of(going.tenant()), longest);
        });
    }

    /** Runs the check of one tenant, also when nothing else runs for it. */
    Answer check(Live live, Trigger trigger, Tenant tenant) {
        return fire(live, ids.get(), Asked.of(trigger), List.of(tenant), Optional.empty());
    }

    /** Runs a trigger for one tenant within a time of its own; what came of it, with the results in the clear. */
    Came serve(Live live, String id, Trigger trigger, Tenant tenant, Duration longest) {
        var stopped = tools.store().fields().state(tenant.name()).isPresent();
        var tenants = stopped ? List.<Tenant>of() : List.of(tenant);
        var results = new AtomicReference<JsonNode>(JsonNodeFactory.instance.objectNode());
        var patience = new Patience(Optional.of(longest), Optional.of(new Budgets(longest, longest)));
        var fired = fire(live, id, Asked.of(trigger), tenants, patience, run -> results.set(run.results()));
        return fired.repeated() ? Came.again(fired.answer()) : Came.of(fired.answer(), results.get());
    }

    /** What came of an execution that is being worked on, or was. */
    Answer repeated(Live live, String execution, Trigger trigger) {
        return repeats.answer(execution, trigger, live.number());
    }

    private Answer fire(Live live, String id, Asked asked, List<Tenant> tenants, Optional<Duration> longest) {
        return fire(live, id, asked, tenants, new Patience(longest, Optional.empty()), _ -> {})
                .answer();
    }

    private record Fired(Answer answer, boolean repeated) {}

    private Entered entered(Live live, String id, Asked asked, List<Tenant> tenants, Patience patience) {
        try {
            return arrivals.inTurn(asked.trigger(), () -> enter(live, id, asked, tenants, patience.isNone()));
        } catch (StoreUnavailable unsure) {
            leave(asked, tenants, id);
            throw unsure;
        }
    }

    /** What the store was asked to keep it may have kept, although it did not say so. */
    private void leave(Asked asked, List<Tenant> tenants, String id) {
        repeats.goOn(id);
        Insistence.begin(() -> {
            arrivals.leave(asked, tenants, id);
            repeats.end(id);
        });
    }

    private Fired fire(
            Live live, String id, Asked asked, List<Tenant> tenants, Patience patience, Consumer<Run> looking) {
        var trigger = asked.trigger();
        if (!repeats.begin(id)) {
            return new Fired(repeats.answer(id, trigger, live.number()), true);
        }
        try {
            var begun = System.nanoTime();
            var entered = entered(live, id, asked, tenants, patience);
            return switch (entered) {
                case Entered.Repeated(var first) -> new Fired(repeated(live, id, first, trigger), true);
                case Entered.Left(var earlier) -> {
                    repeats.failed(id);
                    yield fire(live, earlier, asked, tenants, patience, looking);
                }
                case Entered.Begun(var activity, var arrived, var waiting, var hold) -> {
                    try (hold) {
                        if (!waiting.isEmpty()) {
                            await(activity, waiting, patience.of(live, trigger, waiting), patience.longest(), begun);
                        }
                        arrived.forEach(one -> looking.accept(one.run()));
                        yield new Fired(answer(activity, arrived), false);
                    }
                }
            };
        } catch (RuntimeException notTaken) {
            repeats.failed(id);
            throw notTaken;
        } finally {
            repeats.end(id);
        }
    }

    private Answer repeated(Live live, String id, String first, Trigger trigger) {
        LOG.info("trigger.duplicate execution={} trigger={}", first, trigger.name());
        repeats.failed(id);
        return repeats.answer(first, trigger, live.number());
    }

    private Answer answer(Activity activity, List<Arrived> arrived) {
        activities.answered(activity);
        var answer = activity.answer(tools.clock().instant());
        arrivals.forgetIfInVain(arrived, answer);
        repeats.done(activity.id(), answer);
        return answer;
    }

    /** What the rules of the call decide, and the background work that follows from it, come in one order for all events of a call. */
    private Entered enter(Live live, String id, Asked asked, List<Tenant> tenants, boolean inBackground) {
        var listeners = new Listeners(live, tools.store().fields());
        var arrived = tenants.stream()
                .map(tenant -> known(arrivals.take(asked, tenant, id, live.number())))
                .toList();
        var left = arrived.stream().flatMap(one -> one.unfinished().stream()).findFirst();
        if (left.isPresent()) {
            arrivals.forget(arrived);
            arrivals.takeOver(left.get());
            return new Entered.Left(left.get().execution());
        }
        var told = arrivals.tell(asked.trigger(), listeners.bystanders(asked.trigger()), id);
        var first = tenants.isEmpty() ? told : Arrivals.repeated(arrived);
        if (first.isPresent()) {
            return new Entered.Repeated(first.get());
        }
        var fresh = arrived.stream().filter(Arrived::isFresh).toList();
        var activity = new Activity(
                id, asked.trigger(), live, fresh.stream().map(Arrived::run).toList());
        if (fresh.isEmpty()) {
            activity.reason(listeners.whyNobody(asked.trigger()));
        }
        return begin(activity, fresh, inBackground);
    }

    /** What another execution of this process is at is a repetition. */
    private Arrived known(Arrived arrived) {
        return arrived.unfinished()
                .map(Decision.Unfinished::execution)
                .filter(repeats::isUnderWay)
                .map(execution -> arrived.as(new Decision.Repeated(execution)))
                .orElse(arrived);
    }

    private Entered.Begun begin(Activity activity, List<Arrived> arrived, boolean inBackground) {
        try {
            var waiting = arrived.stream()
                    .filter(one -> !one.isEarly()
                            && !inBackground
                            && !Waits.waiting(one.run()).isEmpty())
                    .toList();
            var jobs = arrived.stream()
                    .flatMap(one -> Jobs.of(activity.kit(), one, waiting, tools.due()).stream())
                    .toList();
            backlog.admit(activity, jobs, waiting);
            if (waiting.stream().map(Arrived::run).anyMatch(Waits::changeSomething)) {
                tools.store().calls().hasten();
            }
            Failpoint.hit("after-validate");
            var hold = activities.hold(activity, "answer");
            accept(activity, jobs);
            arrived.stream().filter(one -> !waiting.contains(one)).forEach(this::taken);
            Failpoint.hit("after-commit-before-ack");
            return new Entered.Begun(activity, arrived, waiting, hold);
        } catch (StoreUnavailable unsure) {
            throw unsure;
        } catch (RuntimeException notTaken) {
            arrivals.forget(arrived);
            throw notTaken;
        }
    }

    private void taken(Arrived arrived) {
        if (arrived.isEarly()) {
            arrivals.taken(arrived);
        } else {
            arrivals.over(arrived);
        }
    }

    private void await(
            Activity activity, List<Arrived> waiting, Budgets budget, Optional<Duration> longest, long begun) {
        var runs = waiting.stream().map(Arrived::run).toList();
        var started = new ArrayList<Flow.Started>();
        for (var one : waiting) {
            var steps = Waits.waiting(one.run());
            started.add(start(activity, one.run(), steps, budget.inTime(runs, steps, longest)));
        }
        budget.await(started, begun);
        for (var index = 0; index < started.size(); index++) {
            finish(activity, waiting.get(index), started.get(index));
        }
    }

    private Flow.Started start(Activity activity, Run run, List<Bound> steps, Optional<Duration> inTime) {
        var flow = activity.live().flow();
        return inTime.map(time -> flow.runHere(run, steps.getFirst(), Deadline.in(time), this::noted))
                .orElseGet(() -> flow.start(run, steps, Deadline.in(SLOWEST_LATE_STEP), this::noted));
    }

    private Headway noted(Run run, Bound step) {
        return new Noted(tools, run, step, SLOWEST_LATE_STEP.multipliedBy(2));
    }

    /** Background steps that build on waiting ones are accepted when those are over; late steps end in the journal. */
    private void finish(Activity activity, Arrived arrived, Flow.Started flow) {
        var run = arrived.run();
        var late = flow.unfinished();
        if (late.isEmpty()) {
            conclude(activity, arrived);
            return;
        }
        Arrivals.steps(run).stream()
                .filter(step -> late.contains(step.name()))
                .flatMap(step -> activity.live().stepper().standIn(run, step).stream())
                .forEach(run::standIn);
        activities.afterwards().keep(activity, run);
        activity.unfinished(run.tenant().name(), late);
        repeats.goOn(activity.id());
        var hold = activities.hold(activity, run.tenant().name());
        var _ = flow.all().thenRun(() -> {
            try (hold) {
                activity.unfinished(run.tenant().name(), List.of());
                // What follows has to be accepted, however long the store is away.
                Insistence.until(() -> conclude(activity, arrived));
                repeats.end(activity.id());
                activities.write(activity);
            }
        });
    }

    private void conclude(Activity activity, Arrived arrived) {
        var follows = activities.afterwards().conclude(activity, arrived.run());
        arrivals.over(arrived);
        if (follows) {
            deliverer.wake();
        }
    }

    private void accept(Activity activity, List<Job> jobs) {
        if (!jobs.isEmpty()) {
            activities.accept(activity, jobs, Afterwards.known(activity, jobs));
            deliverer.wake();
        }
    }
}
