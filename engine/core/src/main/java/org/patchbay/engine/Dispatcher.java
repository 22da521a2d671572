package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.EndpointException;
import org.patchbay.definition.EndpointType;
import org.patchbay.delivery.Deliverer;
import org.patchbay.engine.Arrivals.Asked;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Flow;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Lanes.Job;
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
    private final Ids ids;

    Dispatcher(Tools tools, Activities activities, Deliverer deliverer, Repeats repeats) {
        this.tools = tools;
        this.activities = activities;
        this.deliverer = deliverer;
        this.arrivals = new Arrivals(tools);
        this.repeats = repeats;
        this.ids = new Ids(tools.clock(), tools.random());
    }

    /** An id for an execution to come. */
    String nextId() {
        return ids.get();
    }

    /** Runs a trigger under that id; work that is accepted already under it is not accepted again. */
    Answer fire(Live live, String id, Trigger trigger, Optional<Duration> longest) {
        var listeners = new Listeners(live, tools.store().fields());
        return fire(live, id, new Asked(trigger, Optional.empty()), listeners.of(trigger), longest);
    }

    /** Runs one endpoint of the trigger, and those that it waits for. */
    Answer act(Live live, Trigger trigger, String endpoint, Optional<Duration> longest) {
        var listeners = new Listeners(live, tools.store().fields());
        var tenants = listeners.of(trigger).stream()
                .map(tenant -> tenant.only(trigger.name(), endpoint))
                .filter(tenant -> !tenant.steps(trigger.name()).isEmpty())
                .toList();
        return fire(live, ids.get(), new Asked(trigger, Optional.of(endpoint)), tenants, longest);
    }

    /** Runs the check of one tenant, also when nothing else runs for it. */
    Answer check(Live live, Trigger trigger, Tenant tenant) {
        return fire(live, ids.get(), new Asked(trigger, Optional.empty()), List.of(tenant), Optional.empty());
    }

    /** Runs a trigger for one tenant within a time of its own; what came of it, with the results in the clear. */
    Came serve(Live live, String id, Trigger trigger, Tenant tenant, Duration longest) {
        var begun = System.nanoTime();
        var asked = new Asked(trigger, Optional.empty());
        var stopped = tools.store().fields().state(tenant.name()).isPresent();
        var tenants = stopped ? List.<Tenant>of() : List.of(tenant);
        return switch (arrivals.inTurn(trigger, () -> enter(live, id, asked, tenants, false))) {
            case Entered.Repeated(var first) -> Came.again(repeats.answer(first, trigger, live.number()));
            case Entered.Begun(var activity, var arrived, var waiting) -> {
                if (!waiting.isEmpty()) {
                    await(activity, waiting, new Budgets(longest, longest), Optional.of(longest), begun);
                }
                var results = arrived.stream()
                        .findFirst()
                        .map(one -> one.run().results())
                        .orElseGet(JsonNodeFactory.instance::objectNode);
                yield Came.of(answer(activity, arrived), results);
            }
        };
    }

    /** What came of an execution that is being worked on, or was. */
    Answer repeated(Live live, String execution, Trigger trigger) {
        return repeats.answer(execution, trigger, live.number());
    }

    private Answer fire(Live live, String id, Asked asked, List<Tenant> tenants, Optional<Duration> longest) {
        var begun = System.nanoTime();
        var inBackground = longest.map(Duration::isZero).orElse(false);
        var entered = arrivals.inTurn(asked.trigger(), () -> enter(live, id, asked, tenants, inBackground));
        return switch (entered) {
            case Entered.Repeated(var first) -> {
                LOG.info(
                        "trigger.duplicate execution={} trigger={}",
                        first,
                        asked.trigger().name());
                yield repeats.answer(first, asked.trigger(), live.number());
            }
            case Entered.Begun(var activity, var arrived, var waiting) -> {
                if (!waiting.isEmpty()) {
                    var runs = waiting.stream().map(Arrived::run).toList();
                    var budget = Budgets.of(live, asked.trigger().name(), runs, longest);
                    await(activity, waiting, budget, longest, begun);
                }
                yield answer(activity, arrived);
            }
        };
    }

    private Answer answer(Activity activity, List<Arrived> arrived) {
        activities.write(activity);
        var answer = activity.answer(tools.clock().instant());
        arrivals.forgetIfInVain(arrived, answer);
        repeats.done(activity.id(), answer);
        return answer;
    }

    /** What the rules of the call decide, and the background work that follows from it, come in one order for all events of a call. */
    private Entered enter(Live live, String id, Asked asked, List<Tenant> tenants, boolean inBackground) {
        var listeners = new Listeners(live, tools.store().fields());
        var arrived = tenants.stream()
                .map(tenant -> arrivals.take(asked, tenant, id, live.number()))
                .toList();
        var told = arrivals.tell(asked.trigger(), listeners.bystanders(asked.trigger()), id);
        var first = tenants.isEmpty() ? told : Arrivals.repeated(arrived);
        if (first.isPresent()) {
            return new Entered.Repeated(first.get());
        }
        var fresh = arrived.stream().filter(one -> one.repeats().isEmpty()).toList();
        var activity = new Activity(
                id, asked.trigger(), live, fresh.stream().map(Arrived::run).toList());
        if (fresh.isEmpty()) {
            activity.reason(listeners.whyNobody(asked.trigger()));
        }
        return begin(activity, fresh, inBackground);
    }

    private Entered begin(Activity activity, List<Arrived> arrived, boolean inBackground) {
        repeats.begun(activity.id());
        try {
            var waiting = arrived.stream()
                    .filter(one -> !one.isEarly()
                            && !inBackground
                            && !waiting(one.run()).isEmpty())
                    .toList();
            accept(activity, jobs(activity, arrived, waiting));
            arrived.stream()
                    .filter(one -> !one.isEarly() && !waiting.contains(one))
                    .forEach(arrivals::over);
            return new Entered.Begun(activity, arrived, waiting);
        } catch (RuntimeException notTaken) {
            arrivals.forget(arrived);
            repeats.failed(activity.id());
            throw notTaken;
        }
    }

    private List<Job> jobs(Activity activity, List<Arrived> arrived, List<Arrived> waiting) {
        var now = tools.clock().instant();
        var jobs = new ArrayList<Job>();
        for (var one : arrived) {
            var run = one.run();
            if (one.isEarly()) {
                jobs.add(Jobs.holding(run, now));
            } else {
                jobs.addAll(Jobs.of(
                        activity.kit(), run, waiting.contains(one) ? independent(run) : Arrivals.steps(run), now));
            }
        }
        return jobs;
    }

    private void await(
            Activity activity, List<Arrived> waiting, Budgets budget, Optional<Duration> longest, long begun) {
        var runs = waiting.stream().map(Arrived::run).toList();
        var started = new LinkedHashMap<Arrived, Flow.Started>();
        for (var one : waiting) {
            var steps = waiting(one.run());
            started.put(one, start(activity, one.run(), steps, inTime(runs, steps, budget, longest)));
        }
        await(started.values(), budget, begun);
        started.forEach((one, flow) -> finish(activity, one, flow));
    }

    /** A step that nobody else waits for needs no thread of its own, if it is over before the answer has to leave. */
    private static Optional<Duration> inTime(
            List<Run> runs, List<Bound> steps, Budgets budget, Optional<Duration> longest) {
        if (runs.size() > 1 || steps.size() > 1 || longest.isPresent()) {
            return Optional.empty();
        }
        var endpoint = steps.getFirst().plan().endpoint();
        var timeout = runs.getFirst()
                .tenant()
                .exception(endpoint.name().text())
                .flatMap(EndpointException::timeout)
                .orElse(endpoint.request().timeout());
        var mayBeCut = endpoint.type() == EndpointType.GET_DATA;
        return mayBeCut || timeout.compareTo(budget.hard()) <= 0 ? Optional.of(budget.hard()) : Optional.empty();
    }

    private static Flow.Started start(Activity activity, Run run, List<Bound> steps, Optional<Duration> inTime) {
        var flow = activity.live().flow();
        return inTime.map(time -> flow.runHere(run, steps.getFirst(), Deadline.in(time)))
                .orElseGet(() -> flow.start(run, steps, Deadline.in(SLOWEST_LATE_STEP)));
    }

    private static void await(Collection<Flow.Started> started, Budgets budget, long begun) {
        var over = true;
        for (var flow : started) {
            over &= flow.await(budget.soft().minusNanos(System.nanoTime() - begun));
        }
        if (!over && started.stream().noneMatch(Flow.Started::hasResult)) {
            for (var flow : started) {
                flow.await(budget.hard().minusNanos(System.nanoTime() - begun));
            }
        }
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
        activity.unfinished(run.tenant().name(), late);
        var _ = flow.all().thenRun(() -> {
            activity.unfinished(run.tenant().name(), List.of());
            conclude(activity, arrived);
            activities.write(activity);
        });
    }

    private void conclude(Activity activity, Arrived arrived) {
        accept(
                activity,
                Jobs.of(
                        activity.kit(),
                        arrived.run(),
                        dependent(arrived.run()),
                        tools.clock().instant()));
        arrivals.over(arrived);
    }

    private void accept(Activity activity, List<Job> jobs) {
        if (!jobs.isEmpty()) {
            activities.accept(activity, jobs);
            deliverer.wake();
        }
    }

    private static List<Bound> waiting(Run run) {
        return Arrivals.steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.WAIT)
                .toList();
    }

    /** Background steps that build on no waiting step. */
    private static List<Bound> independent(Run run) {
        var tied = tied(run);
        return Arrivals.steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.BACKGROUND && !tied.contains(step.name()))
                .toList();
    }

    private static List<Bound> dependent(Run run) {
        var tied = tied(run);
        return Arrivals.steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.BACKGROUND && tied.contains(step.name()))
                .toList();
    }

    private static Set<String> tied(Run run) {
        var tied = new LinkedHashSet<String>();
        waiting(run).forEach(step -> tied.add(step.name()));
        Arrivals.steps(run).stream()
                .filter(step -> step.waitsFor().stream().anyMatch(tied::contains))
                .forEach(step -> tied.add(step.name()));
        return tied;
    }
}
