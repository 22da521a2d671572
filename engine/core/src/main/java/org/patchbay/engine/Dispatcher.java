package org.patchbay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.EndpointException;
import org.patchbay.definition.EndpointType;
import org.patchbay.delivery.Deliverer;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Flow;
import org.patchbay.flow.Run;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Lanes.Job;

/** Brings a trigger to the tenants that listen, and decides when its answer leaves. */
final class Dispatcher {
    private static final Duration SLOWEST_LATE_STEP = Duration.ofMinutes(5);

    private final Tools tools;
    private final Activities activities;
    private final Deliverer deliverer;
    private final Ids ids;

    Dispatcher(Tools tools, Activities activities, Deliverer deliverer) {
        this.tools = tools;
        this.activities = activities;
        this.deliverer = deliverer;
        this.ids = new Ids(tools.clock(), tools.random());
    }

    Answer fire(Live live, Trigger trigger, Optional<Duration> longest) {
        var listeners = new Listeners(live, tools.store().fields());
        return fire(live, trigger, listeners.of(trigger), longest);
    }

    /** Runs one endpoint of the trigger, and those that it waits for. */
    Answer act(Live live, Trigger trigger, String endpoint, Optional<Duration> longest) {
        var listeners = new Listeners(live, tools.store().fields());
        var tenants = listeners.of(trigger).stream()
                .map(tenant -> tenant.only(trigger.name(), endpoint))
                .filter(tenant -> !tenant.steps(trigger.name()).isEmpty())
                .toList();
        return fire(live, trigger, tenants, longest);
    }

    /** Runs the check of one tenant, also when nothing else runs for it. */
    Answer check(Live live, Trigger trigger, Tenant tenant) {
        return fire(live, trigger, List.of(tenant), Optional.empty());
    }

    private Answer fire(Live live, Trigger trigger, List<Tenant> tenants, Optional<Duration> longest) {
        var id = ids.get();
        var runs = tenants.stream()
                .map(tenant -> new Run(
                        id, live.number(), trigger, tenant, Settling.recall(tools.store(), trigger, tenant.name())))
                .toList();
        var activity = new Activity(id, trigger, live, runs);
        if (runs.isEmpty()) {
            activity.reason(new Listeners(live, tools.store().fields()).whyNobody(trigger));
        } else {
            go(activity, runs, longest);
        }
        activities.write(activity);
        return activity.answer(tools.clock().instant());
    }

    private void go(Activity activity, List<Run> runs, Optional<Duration> longest) {
        var trigger = activity.trigger();
        if (longest.map(Duration::isZero).orElse(false)) {
            runs.forEach(run -> accept(activity, jobs(activity, run, steps(run))));
            return;
        }
        var budget = Budgets.of(activity.live(), trigger.name(), runs, longest);
        var begun = System.nanoTime();
        var started = new LinkedHashMap<Run, Flow.Started>();
        var jobs = new ArrayList<Job>();
        for (var run : runs) {
            jobs.addAll(jobs(activity, run, independent(run)));
        }
        accept(activity, jobs);
        for (var run : runs) {
            var steps = waiting(run);
            if (!steps.isEmpty()) {
                started.put(run, start(activity, run, steps, inTime(runs, steps, budget, longest)));
            }
        }
        await(activity, started, budget, begun);
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

    private void await(Activity activity, Map<Run, Flow.Started> started, Budgets budget, long begun) {
        var over = true;
        for (var flow : started.values()) {
            over &= flow.await(budget.soft().minusNanos(System.nanoTime() - begun));
        }
        if (!over && started.values().stream().noneMatch(Flow.Started::hasResult)) {
            over = true;
            for (var flow : started.values()) {
                over &= flow.await(budget.hard().minusNanos(System.nanoTime() - begun));
            }
        }
        started.forEach((run, flow) -> finish(activity, run, flow));
    }

    /** Background steps that build on waiting ones are accepted when those are over; late steps end in the journal. */
    private void finish(Activity activity, Run run, Flow.Started flow) {
        var late = flow.unfinished();
        var dependent = dependent(run);
        if (late.isEmpty()) {
            accept(activity, jobs(activity, run, dependent));
            return;
        }
        activity.unfinished(run.tenant().name(), late);
        var _ = flow.all().thenRun(() -> {
            activity.unfinished(run.tenant().name(), List.of());
            accept(activity, jobs(activity, run, dependent));
            activities.write(activity);
        });
    }

    private void accept(Activity activity, List<Job> jobs) {
        if (!jobs.isEmpty()) {
            activities.keep(activity);
            jobs.forEach(job -> activity.accepted(job.integrator(), job.endpoint()));
            tools.store().lanes().accept(jobs);
            deliverer.wake();
        }
    }

    private static List<Bound> waiting(Run run) {
        return steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.WAIT)
                .toList();
    }

    /** Background steps that build on no waiting step. */
    private static List<Bound> independent(Run run) {
        var tied = tied(run);
        return steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.BACKGROUND && !tied.contains(step.name()))
                .toList();
    }

    private static List<Bound> dependent(Run run) {
        var tied = tied(run);
        return steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.BACKGROUND && tied.contains(step.name()))
                .toList();
    }

    private static Set<String> tied(Run run) {
        var tied = new LinkedHashSet<String>();
        waiting(run).forEach(step -> tied.add(step.name()));
        steps(run).stream()
                .filter(step -> step.waitsFor().stream().anyMatch(tied::contains))
                .forEach(step -> tied.add(step.name()));
        return tied;
    }

    private static List<Bound> steps(Run run) {
        return run.tenant().steps(run.trigger().name());
    }

    private List<Job> jobs(Activity activity, Run run, List<Bound> steps) {
        var now = tools.clock().instant();
        return steps.stream()
                .map(step -> job(activity, run.tenant(), step, now))
                .toList();
    }

    private static Job job(Activity activity, Tenant tenant, Bound step, Instant now) {
        var trigger = activity.trigger();
        var lane = trigger.callId()
                .map(callId -> trigger.callCentre() + "/" + tenant.name() + "/" + callId)
                .orElseGet(() -> activity.id() + "/" + tenant.name());
        var id = activity.id() + "-" + tenant.name() + "-" + step.name();
        return new Job(
                id,
                lane,
                activity.id(),
                tenant.name(),
                step.name(),
                trigger,
                activity.live().number(),
                0,
                now,
                now);
    }
}
