package org.patchbay.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.delivery.Leavings;
import org.patchbay.delivery.Revival;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Flow;
import org.patchbay.flow.Run;
import org.patchbay.store.Insistence;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from the steps that an answer has waited for, also when it left before they were over and their process then ended. A
 * job that stands for it is kept before such an answer leaves. Thread-safe.
 */
record Afterwards(Tools tools, Activities activities, Arrivals arrivals, Repeats repeats) {
    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);
    /** How often one looks whether a process is still at it. */
    private static final Duration GLANCE = Duration.ofMillis(500);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** The answer leaves while steps are not over: what is promised to follow from them is not lost with this process. */
    void keep(Activity activity, Run run) {
        if (Waits.dependent(run).isEmpty()) {
            return;
        }
        var owner = tools.store().nodes().own();
        var guard = Jobs.guarding(run, owner, tools.due());
        activities.accept(activity, List.of(guard), left(run));
    }

    /**
     * All waiting steps are over: accepts those that build on them, and those of which nobody knows whether they happened. True when
     * there are any.
     */
    boolean conclude(Activity activity, Run run) {
        var lost = lost(run);
        if (!lost.isEmpty()) {
            // The answer may leave: it says what is not known, and who asks once more would send it once more.
            Insistence.begin(() -> activities.acceptBegun(activity, lost, elements(run, lost)));
        }
        var jobs = Jobs.of(activity.kit(), run, Waits.dependent(run), tools.due());
        if (!jobs.isEmpty()) {
            activities.accept(activity, jobs, left(run));
        }
        return !jobs.isEmpty() || !lost.isEmpty();
    }

    private List<Job> lost(Run run) {
        return steps(run)
                .filter(step -> step.delivery() == DeliveryMode.WAIT)
                .filter(step ->
                        run.ending(step.name()).filter(Ending::isUnknown).isPresent())
                .map(step -> Jobs.lost(run, step, tools.due()))
                .toList();
    }

    /** What is known of the lists of those jobs. */
    private static List<Left> elements(Run run, List<Job> jobs) {
        return jobs.stream()
                .flatMap(job -> run.elements(job.endpoint()).entrySet().stream()
                        .map(element -> Left.of(job, element.getKey(), Leavings.ofElement(element.getValue()))))
                .toList();
    }

    /** How the steps ended that nobody has kept yet. */
    private static List<Left> left(Run run) {
        return steps(run)
                .filter(step -> step.delivery() == DeliveryMode.WAIT)
                .flatMap(step -> left(run, step))
                .toList();
    }

    /** How the steps ended that are over before any of a run has begun, as after an agent's choice, where there is work for it. */
    static List<Left> known(Activity activity, List<Job> jobs) {
        return jobs.stream()
                .map(Job::integrator)
                .distinct()
                .flatMap(name -> activity.run(name).stream())
                .flatMap(run -> steps(run).flatMap(step -> left(run, step)))
                .toList();
    }

    private static Stream<Bound> steps(Run run) {
        return run.tenant().steps(run.trigger().name()).stream();
    }

    private static Stream<Left> left(Run run, Bound step) {
        return run.ending(step.name()).stream()
                .map(ending -> new Left(
                        run.execution(),
                        run.tenant().name(),
                        step.name(),
                        Leavings.of(ending),
                        run.trigger().receivedAt()));
    }

    /** Whose job it is: that of the process that has answered, until it is gone. */
    Revival guard(Activity activity, Run run, String owner) {
        var nodes = tools.store().nodes();
        if (repeats.isUnderWay(run.execution()) || !owner.equals(nodes.own()) && !nodes.isGone(owner)) {
            return new Revival.Later(tools.due().plus(GLANCE));
        }
        if (!owner.equals(nodes.own())) {
            LOG.warn("trigger.resumed execution={} the process that had answered it is gone", run.execution());
            resume(activity, run);
        }
        return new Revival.Replaced();
    }

    private void resume(Activity activity, Run run) {
        var open = Waits.waiting(run);
        open.stream().filter(step -> !step.mayRepeat()).forEach(step -> lost(activity, run, step));
        var again = open.stream().filter(Bound::mayRepeat).toList();
        if (!again.isEmpty()) {
            activity.live()
                    .flow()
                    .start(run, again, Deadline.in(LONGEST), Flow.Heed.NONE)
                    .all()
                    .join();
        }
        conclude(activity, run);
        arrivals.over(run);
    }

    private void lost(Activity activity, Run run, Bound step) {
        var failure = Failure.of(
                FailureCode.UPSTREAM_TIMEOUT, "the process stopped while `" + step.name() + "` was under way");
        var now = tools.clock().instant();
        activity.live().settling().settle(run, Ending.unknown(step.name(), failure, now));
    }
}
