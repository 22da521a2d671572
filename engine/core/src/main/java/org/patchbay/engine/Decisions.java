package org.patchbay.engine;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patchbay.delivery.Elements;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters;
import org.patchbay.store.Letters.Filter;

/** What people decide about work that did not end well, or that still waits. Thread-safe. */
public final class Decisions {
    private static final Filter ALL = new Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10_000);

    private final Tools tools;
    private final Journalist journal;
    private final Engine engine;

    Decisions(Tools tools, Journalist journal, Engine engine) {
        this.tools = tools;
        this.journal = journal;
        this.engine = engine;
    }

    /**
     * Which revision something is run on again; each keeps its keys, so that a partner that knows them does nothing twice.
     *
     * @param number empty: the one it was accepted on
     */
    public record On(OptionalLong number) {
        /** The revision that it was accepted on. */
        public static final On PINNED = new On(OptionalLong.empty());
    }

    /** Dead letters that fit, or unknown ones, one after the other. */
    public Stream<Letter> letters(Filter filter) {
        return letters().list(filter);
    }

    /** The executions of letters that fit, the newest first; each is looked up when it is asked for. */
    public Stream<Execution> executions(Filter filter) {
        var executions =
                letters().list(filter).map(letter -> letter.job().execution()).collect(toCollection(TreeSet::new));
        return executions.descendingSet().stream().flatMap(id -> execution(id, Optional.empty()).stream());
    }

    /** The execution of that id. */
    public Optional<Execution> execution(String id, Optional<String> callCentre) {
        var written = journal.find(id, callCentre);
        var letters = letters()
                .list(Filter.ofExecution(id))
                .filter(letter -> callCentre
                        .map(letter.job().trigger().callCentre()::equals)
                        .orElse(true))
                .toList();
        return letters.isEmpty() ? written : Optional.of(told(written, letters));
    }

    private Execution told(Optional<Execution> written, List<Letter> letters) {
        return new Posthumous(tools.store().lanes())
                .told(
                        written.orElseGet(
                                () -> engine.journal().told(letters.getFirst().job())),
                        letters);
    }

    /**
     * Runs an execution again, with the same input and the same keys: what of it could not be delivered, else all of it, unless
     * something of it is unknown or waits: what it has done so far has to be known to whoever goes on with it. All of it is what it has
     * run, and nothing else that listens.
     *
     * @return how many jobs that makes
     */
    public int replay(Execution execution, On revision) {
        var jobs = again(of(execution, Letter.Kind.DEAD), revision);
        return jobs > 0 || isUnknown(execution) || isUnderWay(execution) || isBare(execution)
                ? jobs
                : whole(execution, revision);
    }

    /** True when what came with an execution is not kept, or no longer: it cannot be run again as a whole. The journal has no envelopes. */
    public boolean isBare(Execution execution) {
        return reads(execution, Root.ENVELOPE)
                || execution.body().isEmpty() && (execution.callId().isPresent() || reads(execution, Root.BODY));
    }

    /** What is read anywhere in a request, or to decide about it. */
    private boolean reads(Execution execution, Root root) {
        var live = engine.revision(execution.revision()).or(engine::live);
        return execution.steps().stream()
                .flatMap(step -> live.flatMap(found -> found.tenant(step.integrator())).stream()
                        .flatMap(tenant -> tenant.steps(execution.trigger()).stream())
                        .filter(bound -> bound.name().equals(step.endpoint())))
                .anyMatch(bound -> bound.plan().roots().contains(root));
    }

    /** True while something of an execution waits, or is worked on. */
    public boolean isUnderWay(Execution execution) {
        return !tools.store().lanes().waiting(execution.id()).isEmpty();
    }

    /** True while nobody knows of something of an execution whether it happened. */
    public boolean isUnknown(Execution execution) {
        return of(execution, Letter.Kind.UNKNOWN).findAny().isPresent();
    }

    private int whole(Execution execution, On revision) {
        var trigger = new Trigger(
                execution.trigger(),
                execution.callCentre(),
                execution.body(),
                Optional.empty(),
                Optional.empty(),
                execution.startedAt());
        return engine.again(execution, revision.number().orElse(execution.revision()), trigger)
                .map(Decisions::steps)
                .orElse(0);
    }

    private static int steps(Answer answer) {
        return answer.results().values().stream().mapToInt(Map::size).sum();
    }

    /** Runs all dead letters that fit again, in their order. */
    public int replay(Filter filter, On revision) {
        return again(letters().list(filter), revision);
    }

    private int again(Stream<Letter> letters, On revision) {
        return again(letters.map(letter -> letter.job().id()).toList(), revision, List.of());
    }

    private int again(List<String> ids, On revision, List<Left> left) {
        var jobs = ids.isEmpty() ? 0 : letters().again(ids, revision.number(), left, tools.due());
        engine.wake();
        return jobs;
    }

    /**
     * Somebody has found out that the unknown steps of an execution did happen: they count as done. Of a list that is so for those of its
     * elements of which nobody knew; it goes on with the others.
     */
    public int done(Execution execution, Optional<String> endpoint) {
        var settled = new ArrayList<Letter>();
        var listed = 0;
        for (var letter : unknown(execution, endpoint).toList()) {
            var known = Elements.known(letter.job(), tools.store().lanes(), tools.due());
            if (!known.isEmpty()) {
                listed += again(List.of(letter.job().id()), On.PINNED, known);
            } else if (letters().settle(letter.job().id())) {
                settled.add(letter);
            }
        }
        if (!settled.isEmpty()) {
            journal.write(execution.id(), 0, () -> resolved(execution, settled));
        }
        engine.wake();
        return settled.size() + listed;
    }

    /** Somebody has found out that the unknown steps of an execution did not happen: they are tried again. */
    public int notDone(Execution execution, Optional<String> endpoint) {
        return unknown(execution, endpoint)
                .map(Letter::job)
                .mapToInt(job -> again(
                        List.of(job.id()),
                        On.PINNED,
                        Elements.undone(job, tools.store().lanes(), tools.due())))
                .sum();
    }

    /** Drops the jobs of an execution that wait and that nobody works on. */
    public int cancel(Execution execution) {
        return cancel(letters().waiting(execution.id()).stream());
    }

    /** Drops the jobs that fit, that wait and that nobody works on. */
    public int cancel(Filter filter) {
        return cancel(letters().waiting(filter));
    }

    /** Drops all such jobs that wait and that nobody works on. */
    int cancel(Predicate<Job> wanted) {
        var all = 0;
        var dropped = -1;
        while (dropped != 0) {
            dropped = cancel(letters().waiting(ALL).filter(wanted));
            all += dropped;
        }
        return all;
    }

    private int cancel(Stream<Job> jobs) {
        var dropped = jobs.filter(job -> letters().cancel(job.id()))
                .mapToInt(job -> {
                    engine.dropped(job);
                    return 1;
                })
                .sum();
        engine.wake();
        return dropped;
    }

    private Stream<Letter> unknown(Execution execution, Optional<String> endpoint) {
        Predicate<Letter> wanted = letter ->
                endpoint.map(name -> name.equals(letter.job().endpoint())).orElse(true);
        return of(execution, Letter.Kind.UNKNOWN).filter(wanted);
    }

    private Stream<Letter> of(Execution execution, Letter.Kind kind) {
        return letters().list(Filter.ofExecution(execution.id())).filter(letter -> letter.kind() == kind);
    }

    private Letters letters() {
        return tools.store().letters();
    }

    private static Execution resolved(Execution execution, List<Letter> settled) {
        var steps = new ArrayList<Step>();
        execution.steps().forEach(step -> steps.add(isOf(settled, step) ? step.as(Step.Status.ALREADY_DONE) : step));
        return execution.with(Earlier.status(steps), steps);
    }

    private static boolean isOf(List<Letter> settled, Step step) {
        return step.status() == Step.Status.UNKNOWN
                && settled.stream()
                        .anyMatch(letter -> letter.job().integrator().equals(step.integrator())
                                && letter.job().endpoint().equals(step.endpoint()));
    }
}
