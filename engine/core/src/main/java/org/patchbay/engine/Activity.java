package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.patchbay.call.Bulk;
import org.patchbay.engine.Answer.StepAnswer;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Luggage;
import org.patchbay.flow.Recorder;
import org.patchbay.flow.Run;

/** One execution while it lasts: its runs, and what they look like from outside. Thread-safe. */
final class Activity {
    /** What one takes of memory besides what it brought, sent and found, in bytes. */
    private static final int BARE = 4 << 10;

    private final String id;
    private final Trigger trigger;
    /** What the trigger takes of memory, in bytes. */
    private final long brought;

    private final Live live;
    private final List<Run> runs;
    private final Luggage luggage;
    private final List<String> accepted = new ArrayList<>();
    private final Map<String, List<String>> unfinished = new LinkedHashMap<>();
    /** Who is at work on it in this process; a job that is claimed again is another one. */
    private final Set<Object> hands = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What it takes of the room for executions that rest, in bytes. */
    private long resting;

    private Optional<String> reason = Optional.empty();
    /** The journal has something of it, or will. */
    private boolean written;

    /** What the journal knew when the execution went on in another process, or again. */
    private Optional<Execution> before = Optional.empty();

    Activity(String id, Trigger trigger, Live live, List<Run> runs) {
        this.id = id;
        this.trigger = trigger;
        this.brought = trigger.weight();
        this.live = live;
        this.luggage = new Luggage(live.kit().bulk(), trigger.callCentre());
        this.runs = new CopyOnWriteArrayList<>(runs);
        runs.forEach(run -> run.carry(luggage));
    }

    String id() {
        return id;
    }

    Trigger trigger() {
        return trigger;
    }

    Live live() {
        return live;
    }

    Optional<Run> run(String integrator) {
        return runs.stream()
                .filter(run -> run.tenant().name().equals(integrator))
                .findFirst();
    }

    /** Takes another integrator in. */
    synchronized void join(Run run) {
        if (run(run.tenant().name()).isEmpty()) {
            before.ifPresent(earlier -> goOn(run, earlier));
            run.carry(luggage);
            runs.add(run);
        }
    }

    private void goOn(Run run, Execution earlier) {
        Earlier.of(earlier, run).forEach(run::recall);
        if (known().size() == 1) {
            run.recall(earlier.match());
        }
    }

    /** Goes on with what the journal knows already. */
    synchronized void goOn(Execution earlier) {
        before = Optional.of(earlier.withBody(JsonNodeFactory.instance.objectNode()));
    }

    /** Integrators of which the journal knows steps. */
    List<String> known() {
        return before().stream()
                .flatMap(earlier -> earlier.steps().stream().map(Step::integrator))
                .distinct()
                .toList();
    }

    /** Somebody is at work on it until {@link #letGo}. */
    synchronized void hold(Object hand) {
        hands.add(hand);
    }

    synchronized void letGo(Object hand) {
        hands.remove(hand);
    }

    /** True when nobody is at work on it. */
    synchronized boolean isIdle() {
        return hands.isEmpty();
    }

    /** Takes what it needs of the room for those that rest; false when there is not so much. */
    synchronized boolean rests(Bulk room) {
        if (resting == 0) {
            var needed = weight();
            resting = room.take(trigger.callCentre(), needed) ? needed : 0;
        }
        return resting > 0;
    }

    /** It rests no more. */
    synchronized void wakes(Bulk room) {
        room.give(trigger.callCentre(), resting);
        resting = 0;
    }

    /** It leaves memory; whoever goes on with it brings it back from the store. */
    synchronized void leaves(Bulk room) {
        wakes(room);
        luggage.drop();
    }

    /** What it takes of memory, in bytes, as an estimate. */
    long weight() {
        return BARE + brought + runs.stream().mapToLong(Run::weight).sum();
    }

    /** Notes that a step goes on in the background. */
    synchronized void accepted(String integrator, String endpoint) {
        if (!accepted.contains(integrator + "/" + endpoint)) {
            accepted.add(integrator + "/" + endpoint);
        }
    }

    /** Notes that a step in the background is over; true when none is left. */
    synchronized boolean done(String integrator, String endpoint) {
        accepted.remove(integrator + "/" + endpoint);
        return accepted.isEmpty();
    }

    /** Notes which steps are still running when the answer leaves. */
    synchronized void unfinished(String integrator, List<String> endpoints) {
        unfinished.put(integrator, endpoints);
    }

    /** The journal entry as things stand, of which it may be the last that somebody wants to know. */
    Execution lastWords(Instant now) {
        var told = execution(now, trigger.body());
        dropIfOver();
        return told;
    }

    /** Lets go of the room that its results have, when nothing of it goes on. */
    synchronized void dropIfOver() {
        if (accepted.isEmpty() && !isLate()) {
            luggage.drop();
        }
    }

    /** Notes why there was nothing to do. */
    synchronized void reason(String why) {
        reason = Optional.of(why);
    }

    private synchronized boolean isLate() {
        return unfinished.values().stream().anyMatch(steps -> !steps.isEmpty());
    }

    private synchronized boolean isLate(String name) {
        return unfinished.values().stream().anyMatch(steps -> steps.contains(name));
    }

    /** Last ending of each step; every event asks for them twice. */
    private List<Ending> endings() {
        var endings = new ArrayList<Ending>();
        for (var run : runs) {
            for (var step : run.tenant().steps(trigger.name())) {
                run.shown(step.name()).ifPresent(endings::add);
            }
        }
        return endings;
    }

    private List<String> steps(Run run) {
        return run.tenant().steps(trigger.name()).stream()
                .map(step -> step.name())
                .toList();
    }

    synchronized Execution.Status status() {
        return Statuses.of(endings(), isLate(), !accepted.isEmpty());
    }

    private Optional<String> match() {
        return Statuses.match(runs.stream().map(Run::match).toList());
    }

    synchronized void written() {
        written = true;
    }

    synchronized boolean isWritten() {
        return written || before.isPresent();
    }

    /** True while something waits and there is nothing else to tell: whoever knows its jobs knows all about it. */
    synchronized boolean isToldByJobs() {
        return !accepted.isEmpty()
                && before.isEmpty()
                && reason.isEmpty()
                && !isLate()
                && !ShownCards.areFor(trigger)
                && match().isEmpty()
                && runs.stream().allMatch(run -> run.log().isEmpty())
                && endings().isEmpty();
    }

    /** What the answer and the journal have in common, as things stand. */
    private record Standing(
            Execution.Status status,
            Optional<String> match,
            Optional<String> reason,
            boolean partial,
            ShownCards shown) {}

    private Standing standing() {
        var status = status();
        return new Standing(status, match(), why(status), isLate(), ShownCards.of(trigger, live.kit(), runs));
    }

    /** What the front-end is told now. */
    Answer answer(Instant now) {
        var standing = standing();
        var results = new LinkedHashMap<String, Map<String, StepAnswer>>();
        runs.forEach(run -> results.put(run.tenant().name(), results(run)));
        return new Answer(
                id,
                trigger.name(),
                trigger.callId(),
                standing.status(),
                standing.match(),
                Duration.between(trigger.receivedAt(), now),
                live.number(),
                standing.partial(),
                standing.reason(),
                results,
                standing.shown().cards(),
                standing.shown().pop(),
                standing.status() == Execution.Status.REJECTED ? Answer.refusals(results) : List.of());
    }

    private Optional<String> why(Execution.Status status) {
        return reason.or(() -> status == Execution.Status.NOTHING_TO_DO
                ? endings().stream()
                        .flatMap(ending -> ending.reason().stream())
                        .findFirst()
                        .map(skip -> "every step was skipped: " + skip)
                : Optional.empty());
    }

    private Map<String, StepAnswer> results(Run run) {
        var recorder = new Recorder(run);
        var results = new LinkedHashMap<String, StepAnswer>();
        for (var name : steps(run)) {
            results.put(
                    name,
                    run.shown(name).map(ending -> answer(run, recorder, ending)).orElseGet(() -> pending(run, name)));
        }
        return results;
    }

    private static StepAnswer answer(Run run, Recorder recorder, Ending ending) {
        return new StepAnswer(
                run.tenant().name(),
                ending.endpoint(),
                ending.status(),
                recorder.masked(ending.result()),
                recorder.masked(ending.reason()),
                ending.problem().map(recorder::failure));
    }

    private StepAnswer pending(Run run, String name) {
        var late = isLate(name);
        return new StepAnswer(
                run.tenant().name(),
                name,
                late ? Step.Status.TIMED_OUT : Step.Status.ACCEPTED,
                JsonNodeFactory.instance.objectNode(),
                late ? Optional.of("still running when the answer left") : Optional.empty(),
                Optional.empty());
    }

    private synchronized Optional<Execution> before() {
        return before;
    }

    /** The journal entry as things stand. */
    Execution execution(Instant now, JsonNode body) {
        var standing = standing();
        var steps = new ArrayList<Step>();
        before().ifPresent(earlier -> steps.addAll(earlier.steps()));
        runs.forEach(run -> steps.addAll(new Recorder(run).steps()));
        return new Execution(
                id,
                trigger.name(),
                trigger.callId(),
                trigger.callCentre(),
                trigger.receivedAt(),
                Duration.between(trigger.receivedAt(), now),
                standing.status(),
                standing.match().or(() -> before().flatMap(Execution::match)),
                standing.reason(),
                standing.partial(),
                live.number(),
                body,
                steps,
                JsonNodeFactory.instance.arrayNode().addAll(standing.shown().cards()),
                standing.shown().pop().map(JsonNode.class::cast).orElse(JsonNodeFactory.instance.nullNode()));
    }

    /** Tools of the revision that it runs on. */
    Kit kit() {
        return live.kit();
    }
}
