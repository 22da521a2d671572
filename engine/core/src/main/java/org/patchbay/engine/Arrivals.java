package org.patchbay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.definition.EndpointType;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Recollection;
import org.patchbay.flow.Run;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Tenant;
import org.patchbay.lifecycle.Arrival;
import org.patchbay.lifecycle.CallBook;
import org.patchbay.lifecycle.Decision;
import org.patchbay.lifecycle.Event;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the rules of a call what its events mean: run, wait, or not run at all. Thread-safe. */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    /** How often an early event is looked at again. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final Tools tools;
    private final CallBook book;

    Arrivals(Tools tools) {
        this.tools = tools;
        this.book = new CallBook(tools.store());
    }

    /**
     * A trigger that is to be run.
     *
     * @param endpoint the only endpoint of it that is asked for
     * @param known what has ended before, when an earlier run goes on: that is no event of the call
     */
    record Asked(Trigger trigger, Optional<String> endpoint, List<Ending> known) {
        Asked {
            known = List.copyOf(known);
        }

        static Asked of(Trigger trigger) {
            return new Asked(trigger, Optional.empty(), List.of());
        }
    }

    /** Does what has to be done in the order in which the events of a call and of its legs come, on all nodes. */
    <T> T inTurn(Trigger trigger, Supplier<T> work) {
        var event = Event.of(trigger).filter(_ -> trigger.name().startsWith("call-"));
        if (event.isEmpty()) {
            return work.get();
        }
        var family = event.get().parent().orElse(event.get().leg());
        return tools.store()
                .locks()
                .alone("family/" + trigger.callCentre() + "/" + family, PATIENCE, work)
                .orElseThrow(() -> new StoreUnavailable(
                        "other events of the call were taken for " + PATIENCE.toSeconds() + " s; this one was not"));
    }

    /** Takes the trigger for a tenant. */
    Arrived take(Asked asked, Tenant tenant, String execution, long revision) {
        var trigger = asked.trigger();
        var arrival = arrival(asked, tenant);
        var decision = arrival.map(found -> book.arrive(found, execution)).orElseGet(Decision.Run::new);
        var run = run(trigger, tenant, execution, revision);
        var settling = new Settling(tools.store());
        asked.known().forEach(ending -> settling.settle(run, ending));
        waive(run, decision);
        return new Arrived(run, arrival, decision);
    }

    /** Takes the trigger for a tenant whatever its call has come to. */
    Arrived anew(Trigger trigger, Tenant tenant, String execution, long revision) {
        return new Arrived(run(trigger, tenant, execution, revision), Optional.empty(), new Decision.Run());
    }

    private Run run(Trigger trigger, Tenant tenant, String execution, long revision) {
        var recollection = Recollection.of(tools.store(), trigger, tenant.name());
        return new Run(execution, revision, trigger, tenant, recollection);
    }

    /**
     * The process that has begun an event is gone: the event begins again, under the same id.
     *
     * @throws StoreUnavailable it may be another node, which is still at it
     */
    void takeOver(Decision.Unfinished begun) {
        var nodes = tools.store().nodes();
        if (!begun.owner().equals(nodes.own()) && !nodes.isGone(begun.owner())) {
            throw new StoreUnavailable("another node has begun with the same event and is still at it");
        }
        LOG.warn("trigger.resumed execution={} the process that had begun it did not take it", begun.execution());
    }

    /** Lets tenants know of an event that they run nothing on; the execution that has taken it before, if one has. */
    Optional<String> tell(Trigger trigger, List<Tenant> tenants, String execution) {
        return tenants.stream()
                .flatMap(tenant ->
                        Arrival.of(trigger, tenant.name(), tenant.program().rules()).stream())
                .flatMap(arrival -> book.witness(arrival, execution).stream())
                .findFirst();
    }

    private static Optional<Arrival> arrival(Asked asked, Tenant tenant) {
        if (!asked.known().isEmpty()) {
            return Optional.empty();
        }
        var arrival =
                Arrival.of(asked.trigger(), tenant.name(), tenant.program().rules());
        return arrival.map(found -> asked.endpoint().map(found::at).orElse(found));
    }

    /** The execution that has taken the trigger before, when it has for every tenant. */
    static Optional<String> repeated(List<Arrived> arrived) {
        return !arrived.isEmpty()
                        && arrived.stream().allMatch(one -> one.repeats().isPresent())
                ? arrived.getFirst().repeats()
                : Optional.empty();
    }

    /** The steps that do not run are over before they have begun. */
    private void waive(Run run, Decision decision) {
        switch (decision) {
            case Decision.Run _, Decision.Repeated _, Decision.Unfinished _, Decision.Early _ -> {}
            case Decision.Absorbed(var reason) -> steps(run).forEach(step -> skip(run, step, reason));
            case Decision.Late(var after) ->
                steps(run).stream()
                        .filter(step -> tooLate(run, step))
                        .forEach(step -> skip(run, step, "late: it came after " + after));
        }
    }

    private static boolean tooLate(Run run, Bound step) {
        return switch (run.tenant().program().rules().calls().late()) {
            case LOG_ONLY -> step.plan().endpoint().type() == EndpointType.GET_DATA;
            case RUN -> false;
            case SKIP -> true;
        };
    }

    private void skip(Run run, Bound step, String reason) {
        run.end(Ending.skipped(step.name(), reason, tools.clock().instant()));
    }

    /** Steps of a run that are still to be run. */
    static List<Bound> steps(Run run) {
        return run.tenant().steps(run.trigger().name()).stream()
                .filter(step -> run.ending(step.name()).isEmpty())
                .toList();
    }

    /** Looks at an event again that was early: when to look once more, or empty when its steps are to be run now. */
    Optional<Instant> release(Run run, Job holder) {
        var now = tools.due();
        var rules = run.tenant().program().rules();
        var arrival = Arrival.of(run.trigger(), run.tenant().name(), rules);
        var patient = now.isBefore(holder.acceptedAt().plus(rules.calls().reorder()));
        var decision = arrival.map(found -> patient ? book.again(found) : book.anyway(found))
                .orElseGet(Decision.Run::new);
        if (decision instanceof Decision.Early) {
            return Optional.of(now.plus(GLANCE));
        }
        waive(run, decision);
        arrival.ifPresent(book::over);
        return Optional.empty();
    }

    /** Nothing of what follows from it is lost any more. */
    void taken(Arrived arrived) {
        arrived.arrival().ifPresent(book::taken);
    }

    /** The same of a run that may go on in another process. */
    void over(Run run) {
        var rules = run.tenant().program().rules();
        Arrival.of(run.trigger(), run.tenant().name(), rules).ifPresent(book::over);
    }

    /** The same, and steps of later events have no need to wait for this one. */
    void over(Arrived arrived) {
        arrived.arrival().ifPresent(book::over);
    }

    /** The trigger counts as never having come; it may be sent again. */
    void forget(List<Arrived> arrived) {
        arrived.stream()
                .filter(Arrived::isFresh)
                .forEach(one -> one.arrival()
                        .ifPresent(arrival -> book.forget(arrival, one.run().execution())));
    }

    /** Nobody knows what of the trigger was kept: whoever it comes to again goes on under the same id. */
    void leave(Asked asked, List<Tenant> tenants, String execution) {
        tenants.stream()
                .flatMap(tenant -> arrival(asked, tenant).stream())
                .forEach(arrival -> book.leave(arrival, execution));
    }

    /** An answer that is no good to anybody is not kept: who asks again is served again, unless something may have happened. */
    void forgetIfInVain(List<Arrived> arrived, Answer answer) {
        var inVain = answer.status() == Execution.Status.FAILED || answer.status() == Execution.Status.REJECTED;
        var open = answer.results().values().stream()
                .flatMap(steps -> steps.values().stream())
                .anyMatch(step -> step.status() == Step.Status.UNKNOWN);
        if (inVain && !open) {
            forget(arrived);
        }
    }
}
