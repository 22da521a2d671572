package org.patchbay.engine;

import static java.util.stream.Collectors.toSet;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.delivery.Foreman;
import org.patchbay.delivery.Leavings;
import org.patchbay.delivery.Revival;
import org.patchbay.delivery.Work;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Recollection;
import org.patchbay.flow.Run;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;

/** The executions that are not over, and the jobs that belong to them. Thread-safe. */
final class Activities implements Foreman {
    private static final int LOOKS = 5_000;

    private final Revisioner revisioner;
    private final Journalist journal;
    private final Tools tools;
    private final Arrivals arrivals;
    private final Afterwards afterwards;
    private final Map<String, Activity> active = new ConcurrentHashMap<>();
    /** Executions of which nothing waited when they were looked at last. */
    private final Set<String> quiet = new HashSet<>();

    private Iterator<Activity> round = Collections.emptyIterator();

    Activities(Revisioner revisioner, Journalist journal, Tools tools, Repeats repeats) {
        this.revisioner = revisioner;
        this.journal = journal;
        this.tools = tools;
        this.arrivals = new Arrivals(tools);
        this.afterwards = new Afterwards(tools, this, arrivals, repeats);
    }

    /** Keeps an execution at hand until its background work is over. */
    void keep(Activity activity) {
        active.put(activity.id(), activity);
    }

    /** True when no execution has background work left. */
    boolean isEmpty() {
        return active.isEmpty();
    }

    /** True while an execution has background work left in this process. */
    boolean has(String execution) {
        return active.containsKey(execution);
    }

    /**
     * Lets go of executions whose work other nodes have ended, since nobody tells this one: those of which nothing waited at two looks in
     * a row. Looks at some of them and goes on from there the next time.
     */
    synchronized void letGo() {
        for (var looks = 0; looks < LOOKS && round.hasNext(); looks++) {
            look(round.next().id());
        }
        if (!round.hasNext()) {
            quiet.retainAll(active.keySet());
            round = active.values().iterator();
        }
    }

    private void look(String execution) {
        if (!tools.store().letters().waiting(execution).isEmpty()) {
            quiet.remove(execution);
        } else if (!quiet.add(execution)) {
            quiet.remove(execution);
            active.remove(execution);
        }
    }

    /** Writes the execution into the journal as it stands. */
    void write(Activity activity) {
        var now = tools.clock().instant();
        journal.write(activity.id(), () -> Discretion.kept(activity.lastWords(now), activity.live()));
    }

    /** Accepts jobs of an execution; they are kept when this returns. */
    void accept(Activity activity, List<Job> jobs) {
        accept(activity, jobs, List.of());
    }

    /** The same, together with what they build on. */
    void accept(Activity activity, List<Job> jobs, List<Left> left) {
        keep(activity);
        jobs.forEach(job -> activity.accepted(job.integrator(), job.endpoint()));
        try {
            tools.store().lanes().accept(jobs, left).forEach(job -> resume(activity, job));
        } catch (RuntimeException notKept) {
            jobs.forEach(job -> over(activity, job));
            throw notKept;
        }
    }

    /** A job that was accepted before the process ended: it goes on by itself, or is over. */
    private void resume(Activity activity, Job job) {
        activity.run(job.integrator()).ifPresent(run -> {
            recall(run, Set.of(job.endpoint()), job);
            if (run.ending(job.endpoint()).isPresent()) {
                journal.find(activity.id(), Optional.of(job.trigger().callCentre()))
                        .ifPresent(activity::goOn);
                over(activity, job);
            }
        });
    }

    private void over(Activity activity, Job job) {
        if (activity.done(job.integrator(), job.endpoint())) {
            active.remove(activity.id());
            activity.dropIfOver();
        }
    }

    /** Somebody has dropped a job that waited: its step is skipped. */
    void dropped(Job job) {
        var now = tools.clock().instant();
        var run = belonging(job).run(job.integrator());
        run.ifPresent(found -> found.end(Ending.skipped(job.endpoint(), "it was dropped while it waited", now)));
        finished(job, Optional.empty());
    }

    /** The execution of a job, brought back if it has begun in another process. */
    private Activity belonging(Job job) {
        var activity = active.compute(
                job.execution(),
                (_, known) -> Optional.ofNullable(known)
                        .filter(found -> found.live().number() == job.revision())
                        .orElseGet(() -> restored(job)));
        join(activity, job);
        return activity;
    }

    @Override
    public Revival revive(Job job) {
        var activity = belonging(job);
        var run = activity.run(job.integrator());
        if (run.isEmpty()) {
            return new Revival.Gone();
        }
        var guarded = Jobs.guarded(job);
        if (guarded.isPresent()) {
            return afterwards.guard(activity, run.get(), guarded.get());
        }
        return Jobs.isHolding(job) ? release(activity, run.get(), job) : work(activity, run.get(), job);
    }

    private static Optional<Bound> step(Run run, Job job) {
        return run.tenant().steps(job.trigger().name()).stream()
                .filter(step -> step.name().equals(job.endpoint()))
                .findFirst();
    }

    private Revival work(Activity activity, Run run, Job job) {
        return step(run, job)
                .<Revival>map(step -> {
                    run.learn(tools.store());
                    recall(run, step.waitsFor(), job);
                    return new Revival.Ready(new Work(
                            run,
                            step,
                            activity.live().stepper(),
                            activity.live().settling()));
                })
                .orElseGet(Revival.Gone::new);
    }

    /** An event that was early: its steps take the place of the job that has held it back. */
    private Revival release(Activity activity, Run run, Job job) {
        return arrivals.inTurn(job.trigger(), () -> {
            var later = arrivals.release(run, job);
            if (later.isPresent()) {
                return new Revival.Later(later.get());
            }
            accept(activity, Jobs.of(activity.kit(), run, Arrivals.steps(run), tools.due()));
            return new Revival.Replaced();
        });
    }

    private Activity restored(Job job) {
        var live = revisioner.revision(job.revision()).orElseThrow(Engine.NotReady::new);
        var activity = new Activity(job.execution(), job.trigger(), live, List.of());
        journal.find(job.execution(), Optional.of(job.trigger().callCentre())).ifPresent(activity::goOn);
        tools.store().letters().waiting(job.execution()).stream()
                .filter(other -> other.revision() == job.revision())
                .forEach(other -> activity.accepted(other.integrator(), other.endpoint()));
        return activity;
    }

    /** What follows from the steps that an answer has waited for. */
    Afterwards afterwards() {
        return afterwards;
    }

    /** A restored execution learns of its integrators one by one, first what was kept for it, then what the journal shows. */
    private void join(Activity activity, Job job) {
        if (activity.run(job.integrator()).isEmpty()) {
            activity.live()
                    .tenant(job.integrator())
                    .map(tenant -> new Run(
                            job.execution(),
                            job.revision(),
                            job.trigger(),
                            tenant,
                            Recollection.of(tools.store(), job.trigger(), job.integrator())))
                    .ifPresent(run -> {
                        recall(run, job);
                        activity.join(run);
                    });
        }
    }

    private void recall(Run run, Job job) {
        var names = run.tenant().steps(job.trigger().name()).stream()
                .map(Bound::name)
                .collect(toSet());
        recall(run, names, job);
    }

    /** A run that was restored learns how the steps before ended. */
    private void recall(Run run, Set<String> names, Job job) {
        var unknown = names.stream().filter(name -> run.ending(name).isEmpty()).toList();
        if (unknown.isEmpty()) {
            return;
        }
        var results = tools.store().lanes().results(job.execution(), job.integrator());
        unknown.stream()
                .filter(name -> results.path(name).isObject())
                .forEach(name -> run.recall(
                        Leavings.read(name, results.path(name), tools.clock().instant())));
    }

    @Override
    public void postponed(Job job, Work work) {
        Optional.ofNullable(active.get(job.execution())).ifPresent(this::write);
    }

    @Override
    public void finished(Job job, Optional<Work> work) {
        Optional.ofNullable(active.get(job.execution())).ifPresent(activity -> {
            work.ifPresent(done -> learn(activity, job, done.run()));
            var over = activity.done(job.integrator(), job.endpoint());
            write(activity);
            if (over) {
                active.remove(job.execution());
            }
        });
    }

    /** The step of an event that came again may have ended in the run that had gone on from before. */
    private static void learn(Activity activity, Job job, Run done) {
        activity.run(job.integrator()).filter(run -> run != done).ifPresent(run -> run.learn(done));
    }
}
