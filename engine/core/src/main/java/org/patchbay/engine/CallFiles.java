package org.patchbay.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.delivery.LeftAlone;
import org.patchbay.engine.CallFile.Ahead;
import org.patchbay.engine.CallFile.Kind;
import org.patchbay.engine.CallFile.Obstacle;
import org.patchbay.engine.CallFile.Party;
import org.patchbay.engine.CallFile.Pending;
import org.patchbay.exchange.Execution;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters;

/** Puts together what is kept of a call: its executions, and the work of them that is not over. Thread-safe. */
public final class CallFiles {
    private static final int MOST_EXECUTIONS = 500;
    private static final int MOST_IN_LANES = 10_000;

    private final Engine engine;

    /** Files of the calls that this engine has heard of. */
    public CallFiles(Engine engine) {
        this.engine = engine;
    }

    /** The call centres that have had a call of that id, in order. */
    public List<String> callCentres(String callId) {
        return kept(Optional.empty(), callId).stream()
                .map(Execution::callCentre)
                .distinct()
                .sorted()
                .toList();
    }

    /** What is kept of a call; empty when nothing is. At most its 500 newest executions. */
    public Optional<CallFile> find(String callCentre, String callId) {
        var kept = kept(Optional.of(callCentre), callId);
        return kept.isEmpty() ? Optional.empty() : Optional.of(file(callCentre, callId, kept));
    }

    /** The executions of a call and nothing else: all that a list of calls says. */
    Optional<CallFile> heard(String callCentre, String callId) {
        var shown = kept(Optional.of(callCentre), callId).stream()
                .map(engine.discretion()::shown)
                .toList();
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallFile(callCentre, callId, shown, List.of(), List.of(), List.of(), Map.of(), 0));
    }

    /** Executions of a call, the oldest first, as they are kept. */
    List<Execution> kept(Optional<String> callCentre, String callId) {
        return engine.journal()
                .list(new Filter(
                        callCentre,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(callId),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        MOST_EXECUTIONS))
                .reversed();
    }

    private CallFile file(String callCentre, String callId, List<Execution> kept) {
        var discretion = engine.discretion();
        var tenants = engine.live().map(live -> live.of(callCentre)).orElse(List.of());
        return new CallFile(
                callCentre,
                callId,
                kept.stream().map(discretion::shown).toList(),
                pending(kept),
                kept.stream()
                        .flatMap(execution -> letters().list(Letters.Filter.ofExecution(execution.id())))
                        .map(letter -> shown(letter, discretion))
                        .toList(),
                tenants.stream().map(this::party).toList(),
                budgets(kept, tenants),
                engine.live().map(Live::number).orElse(0L));
    }

    private static Letter shown(Letter letter, Discretion discretion) {
        return new Letter(
                letter.job(), letter.kind(), discretion.shown(letter.reason()), letter.endedAt(), letter.heldUntil());
    }

    private List<Pending> pending(List<Execution> kept) {
        var jobs = kept.stream()
                .flatMap(execution -> letters().waiting(execution.id()).stream())
                .filter(job -> Jobs.guarded(job).isEmpty())
                .toList();
        var leftAlone = engine.leftAlone();
        var neighbours = new HashMap<String, Map<String, Ahead>>();
        var pending = new ArrayList<Pending>();
        for (var job : jobs) {
            var first = neighbours
                    .computeIfAbsent(job.integrator(), _ -> firstOfLanes(job))
                    .get(job.lane());
            pending.add(new Pending(
                    job.execution(),
                    job.integrator(),
                    job.endpoint(),
                    job.attempts(),
                    job.due(),
                    Optional.ofNullable(first).filter(ahead -> !isOf(ahead, job)),
                    obstacle(job, leftAlone)));
        }
        return pending;
    }

    /** What stands first in each lane of an integrator: what holds it up, else its oldest job. */
    private Map<String, Ahead> firstOfLanes(Job job) {
        var lanes = new LinkedHashMap<String, Ahead>();
        var filter = new Letters.Filter(
                Optional.empty(),
                Optional.of(job.trigger().callCentre()),
                Optional.of(job.integrator()),
                Optional.empty(),
                Optional.empty(),
                MOST_IN_LANES);
        letters()
                .list(filter)
                .filter(letter -> letter.heldUntil().isPresent())
                .forEach(letter -> lanes.putIfAbsent(letter.job().lane(), ahead(letter.job(), true)));
        letters().waiting(filter).forEach(waiting -> lanes.putIfAbsent(waiting.lane(), ahead(waiting, false)));
        return lanes;
    }

    private static Ahead ahead(Job job, boolean unknown) {
        return new Ahead(job.execution(), job.endpoint(), unknown);
    }

    private static boolean isOf(Ahead ahead, Job job) {
        return ahead.execution().equals(job.execution()) && ahead.endpoint().equals(job.endpoint());
    }

    private Optional<Obstacle> obstacle(Job job, LeftAlone leftAlone) {
        return engine.links()
                .unserved()
                .why(job.integrator())
                .<Obstacle>map(Obstacle.LeftOut::new)
                .or(() -> leftAlone.hosts(job.integrator()).stream().findFirst().map(_ -> new Obstacle.LeftAlone()));
    }

    private Party party(Tenant tenant) {
        var steps = new LinkedHashMap<String, Map<String, Kind>>();
        var helpers = new LinkedHashSet<String>();
        for (var endpoint : tenant.program().template().endpoints()) {
            endpoint.trigger().forEach(name -> steps.computeIfAbsent(name.text(), word -> kinds(tenant.steps(word))));
            if (endpoint.trigger().isEmpty()) {
                helpers.add(endpoint.name().text());
            }
        }
        var state = engine.tools().store().fields().state(tenant.name());
        return new Party(tenant.name(), state, steps, helpers);
    }

    private static Map<String, Kind> kinds(List<Bound> steps) {
        var kinds = new LinkedHashMap<String, Kind>();
        for (var step : steps) {
            var endpoint = step.plan().endpoint();
            kinds.put(
                    step.name(),
                    new Kind(endpoint.type(), endpoint.reply().match().isPresent()));
        }
        return kinds;
    }

    private Map<String, Duration> budgets(List<Execution> kept, List<Tenant> tenants) {
        var budgets = new HashMap<String, Duration>();
        engine.live()
                .ifPresent(live -> kept.stream()
                        .map(Execution::trigger)
                        .distinct()
                        .forEach(trigger -> budgets.put(trigger, hard(live, trigger, tenants))));
        return budgets;
    }

    private static Duration hard(Live live, String trigger, List<Tenant> tenants) {
        var listening = tenants.stream()
                .filter(tenant -> !tenant.steps(trigger).isEmpty())
                .toList();
        return Budgets.ofTenants(live, trigger, listening, Optional.empty()).hard();
    }

    private Letters letters() {
        return engine.tools().store().letters();
    }
}
