package org.patchbay.engine;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.patchbay.call.Bulk;
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

/**
 * The executions that this process is at work on, and as many of those that rest as there is room for: another one is brought back from
 * the store when the turn of one of its jobs comes. Thread-safe.
 */
final class Activities implements Foreman {
    /** Part of the memory that those may have which rest. */
    private static final int PART = 16;

    private final Revisioner revisioner;
    private final Pinned pinned;
    private final Journalist journal;
    private final Tools tools;
    private final Arrivals arrivals;
    private final Afterwards afterwards;
    private final Map<String, Activity> active = new ConcurrentHashMap<>();
    private final Bulk room = Bulk.ofMemory(PART);

    Activities(Revisioner revisioner, Journalist journal, Tools tools, Repeats repeats) {
        this.revisioner = revisioner;
        this.pinned = new Pinned(revisioner, tools);
        this.journal = journal;
        this.tools = tools;
        this.arrivals = new Arrivals(tools);
        this.afterwards = new Afterwards(tools, this, arrivals, repeats);
        journal.whenWritten(this::rest);
    }

    /** Keeps an execution at hand while somebody is at work on it. */
    private void keep(Activity activity) {
        var other = active.put(activity.id(), activity);
        if (other != null) {
            other.wakes(room);
        }
    }

    /** True when nothing of an execution goes on or rests in this process. */
    boolean isEmpty() {
        return active.isEmpty();
    }

    /** True while an execution goes on or rests in this process. */
    boolean has(String execution) {
        return active.containsKey(execution);
    }

    /** Somebody is at work on an execution until he lets go of it. */
    Hold hold(Activity activity, Object hand) {
        activity.hold(hand);
        return () -> letGo(activity, hand);
    }

    /** What somebody has in hand. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    private void letGo(Activity activity, Object hand) {
        activity.letGo(hand);
        rest(activity.id());
    }

    /** An execution at which nobody is any more, and of which all is written, leaves memory where there is no room for it. */
    private void rest(String execution) {
        leave(execution, activity -> !activity.rests(room));
    }

    private void leave(String execution, Predicate<Activity> wanted) {
        active.computeIfPresent(execution, (_, activity) -> {
            if (!isAtRest(activity) || !wanted.test(activity)) {
                return activity;
            }
            activity.leaves(room);
            return null;
        });
    }

    private boolean isAtRest(Activity activity) {
        return activity.isIdle() && !journal.isWaiting(activity.id());
    }

    /** Lets go of what rests: other nodes may end the work, and nobody tells this one. How many are left. */
    int letGo() {
        active.keySet().forEach(execution -> leave(execution, _ -> true));
        return active.size();
    }

    /** Writes the execution into the journal as it stands. */
    void write(Activity activity) {
        activity.written();
        var now = tools.clock().instant();
        journal.write(
                activity.id(), activity.weight(), () -> Discretion.kept(activity.lastWords(now), activity.live()));
    }

    /** The same as its answer leaves: of one of which nothing has begun the jobs tell all that there is. */
    void answered(Activity activity) {
        if (!activity.isToldByJobs()) {
            write(activity);
        }
    }

    /** From now on its jobs may be gone before anything else is written of it. */
    @Override
    public void begins(Job job) {
        Optional.ofNullable(active.get(job.execution()))
                .filter(activity -> !activity.isWritten())
                .ifPresent(this::write);
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

    /** Keeps that nobody knows what became of some steps, until a check or a person decides. */
    void acceptBegun(Activity activity, List<Job> jobs, List<Left> left) {
        keep(activity);
        tools.store().lanes().acceptBegun(jobs, left);
    }

    /** A job that was accepted before the process ended: it goes on by itself, or is over. */
    private void resume(Activity activity, Job job) {
        activity.run(job.integrator()).ifPresent(run -> {
            recall(run, Set.of(job.endpoint()));
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
        left(job);
    }

    /** The execution of a job, in its hands, brought back if it has left memory or has begun in another process. */
    private Activity belonging(Job job) {
        var activity = active.compute(job.execution(), (_, known) -> woken(known, job));
        join(activity, job.integrator(), job);
        return activity;
    }

    private Activity woken(@Nullable Activity known, Job job) {
        if (known != null) {
            known.wakes(room);
        }
        var activity = known == null || known.live().number() != job.revision() ? restored(job) : known;
        activity.hold(job);
        return activity;
    }

    @Override
    public void left(Job job) {
        Optional.ofNullable(active.get(job.execution())).ifPresent(activity -> letGo(activity, job));
    }

    @Override
    public Revival revive(Job job) {
        var later = pinned.later(job);
        if (later.isPresent()) {
            return new Revival.Later(later.get());
        }
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
                    run.keepKey(step.name(), job.id());
                    run.learn(tools.store());
                    recall(run, step.waitsFor());
                    recallElements(run, step);
                    return new Revival.Ready(new Work(
                            run,
                            step,
                            activity.live().stepper(),
                            activity.live().settling()));
                })
                .orElseGet(Revival.Gone::new);
    }

    /** How far the step is with its list; another node may have gone on with it meanwhile. */
    private void recallElements(Run run, Bound step) {
        if (step.plan().loops().each().isPresent()) {
            var results =
                    tools.store().lanes().results(run.execution(), run.tenant().name());
            run.recall(
                    step.name(),
                    Leavings.elements(step.name(), results, tools.clock().instant()));
        }
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
        journal.written(job.execution()).ifPresent(activity::goOn);
        tools.store().lanes().waiting(job.execution()).stream()
                .filter(other -> other.revision() == job.revision())
                .forEach(other -> activity.accepted(other.integrator(), other.endpoint()));
        activity.known().forEach(integrator -> join(activity, integrator, job));
        return activity;
    }

    /** What follows from the steps that an answer has waited for. */
    Afterwards afterwards() {
        return afterwards;
    }

    /** A restored execution learns of its integrators one by one, first what was kept for it, then what the journal shows. */
    private void join(Activity activity, String integrator, Job job) {
        if (activity.run(integrator).isEmpty()) {
            run(activity.live(), integrator, job)
                    .or(() -> revisioner.live().flatMap(live -> run(live, integrator, job)))
                    .ifPresent(run -> {
                        recall(run);
                        activity.join(run);
                    });
        }
    }

    /** Empty where that revision does not have it: an integrator may have been left out of it. */
    private Optional<Run> run(Live live, String integrator, Job job) {
        return live.tenant(integrator)
                .map(tenant -> new Run(
                        job.execution(),
                        live.number(),
                        job.trigger(),
                        tenant,
                        Recollection.of(tools.store(), job.trigger(), integrator)));
    }

    private void recall(Run run) {
        var names = run.tenant().steps(run.trigger().name()).stream()
                .map(Bound::name)
                .collect(toSet());
        recall(run, names);
    }

    /** A run that was restored learns how the steps before ended. */
    private void recall(Run run, Set<String> names) {
        var unknown = names.stream().filter(name -> run.ending(name).isEmpty()).toList();
        if (unknown.isEmpty()) {
            return;
        }
        var results =
                tools.store().lanes().results(run.execution(), run.tenant().name());
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
