package org.patchbay.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.Lane;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failpoint;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Headway;
import org.patchbay.flow.Recorder;
import org.patchbay.store.Insistence;
import org.patchbay.store.Lanes;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;
import org.patchbay.trip.Loops;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on a claimed job: whether it may be sent now, and what becomes of it when it was. Thread-safe. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Lanes lanes;
    private final Foreman foreman;
    private final Schedule schedule;
    private final Gate gate;
    private final InstantSource clock;
    private final BooleanSupplier ends;
    private final Faults faults;

    /** @param ends whether the server is about to end */
    Worker(Lanes lanes, Foreman foreman, Schedule schedule, Gate gate, InstantSource clock, BooleanSupplier ends) {
        this.lanes = lanes;
        this.foreman = foreman;
        this.schedule = schedule;
        this.gate = gate;
        this.clock = clock;
        this.ends = ends;
        this.faults = new Faults(lanes, foreman, clock);
    }

    /** Everything up to the job's next rest; whatever the store throws comes from its last step and can be repeated. */
    Runnable work(Job job) {
        Failpoint.hit("after-claim-commit");
        return switch (foreman.revive(job)) {
            case Revival.Ready(var work) -> decided(job, work);
            case Revival.Later(var due) -> () -> faults.putOff(job, due);
            case Revival.Replaced _ -> () -> over(job);
            case Revival.Gone _ -> orphan(job);
        };
    }

    /** Whatever became of it: this process does nothing more about it for now. */
    void left(Job job) {
        foreman.left(job);
    }

    private void over(Job job) {
        lanes.finish(job, Optional.empty());
        foreman.finished(job, Optional.empty());
    }

    /** What becomes of a job whose work has thrown; can be repeated like the last step of {@link #work}. */
    Runnable thrown(Job job, Throwable fault) {
        return faults.thrown(job, Optional.empty(), fault);
    }

    /** What was accepted is never dropped in silence. */
    private Runnable orphan(Job job) {
        var reason = "revision " + job.revision() + " has no endpoint `" + job.endpoint() + "` for " + job.integrator();
        LOG.warn("delivery.dead execution={} endpoint={} {}", job.execution(), job.endpoint(), reason);
        var letter = new Letter(job, Letter.Kind.DEAD, reason, clock.instant(), Optional.empty());
        return () -> {
            lanes.bury(letter, JsonNodeFactory.instance.objectNode());
            foreman.finished(job, Optional.empty());
        };
    }

    private Runnable decided(Job job, Work work) {
        try {
            return decide(job, work);
        } catch (RuntimeException | Error fault) {
            return faults.thrown(job, Optional.of(work), fault);
        }
    }

    private Runnable decide(Job job, Work work) {
        var now = clock.instant();
        if (lanes.begun(job) && !work.step().plan().repeatable()) {
            return unknown(job, work, lost(job, work, now), job.attempts() + 1, cut(job, work));
        }
        if (work.lane().onFailure() == Lane.OnFailure.COALESCE && lanes.overtaken(job)) {
            return end(job, work, Ending.skipped(job.endpoint(), "a later one of the same lane is sent instead", now));
        }
        var later = gate.ask(job.id(), work, now);
        return later.isPresent() ? () -> lanes.postpone(job, job.attempts(), later.get()) : attempt(job, work);
    }

    /** The element of a list that was under way when nothing more was heard of it. */
    private static Optional<Integer> cut(Job job, Work work) {
        return work.step().plan().loops().each().map(_ -> Elements.of(job, work).next());
    }

    private static Ending lost(Job job, Work work, Instant now) {
        var told = work.run().ending(job.endpoint()).filter(Ending::isUnknown);
        return told.orElseGet(() -> Ending.unknown(
                job.endpoint(),
                Failure.of(FailureCode.UPSTREAM_TIMEOUT, "nobody has heard what became of `" + job.endpoint() + "`"),
                now));
    }

    private Runnable attempt(Job job, Work work) {
        var outcome = Optional.<Outcome>empty();
        try {
            var mayLeave = work.step().plan().repeatable() ? lanes.holds(job) : lanes.begin(job);
            if (!mayLeave) {
                return () -> lanes.leave(job);
            }
            foreman.begins(job);
            var tries = job.attempts() + 1;
            var ending = work.stepper().attempt(work.run(), work.step(), tries, deadline(work.step()), headway(job));
            Failpoint.hit("after-answer-before-mark");
            outcome = ending.outcome();
            return after(job, work, ending, tries);
        } finally {
            gate.left(work, outcome, clock.instant());
        }
    }

    /** What is done of a list is kept before more of it is, and nothing more is begun when the server ends. */
    private Headway headway(Job job) {
        return (element, ending) -> {
            var own = new AtomicBoolean();
            Insistence.until(() -> own.set(lanes.keep(job, element, Optional.of(Leavings.ofElement(ending)))));
            return own.get() && !ends.getAsBoolean();
        };
    }

    /** Whoever tries it again does all of the list that is not done. */
    private void forgetUndone(Job job, Work work) {
        var listed = Elements.of(job, work);
        listed.undone().forEach(element -> lanes.keep(job, element, Optional.empty()));
        work.run().recall(job.endpoint(), listed.done());
    }

    private static Deadline deadline(Bound step) {
        var elements = step.plan().loops().each().map(Loops.Each::max).orElse(1);
        return Deadline.in(step.plan()
                .endpoint()
                .request()
                .timeout()
                .multipliedBy(2L * step.plan().trips() * elements));
    }

    private Runnable after(Job job, Work work, Ending ending, int tries) {
        if (ending.status() == Step.Status.UNKNOWN) {
            return unknown(job, work, ending, tries, Optional.empty());
        }
        if (ending.status() == Step.Status.ACCEPTED) {
            return () -> lanes.postpone(job, 0, clock.instant());
        }
        if (ending.outcome().map(Gate::isCrowded).orElse(false)) {
            return () -> lanes.postpone(job, job.attempts(), gate.afterTheCrowd(clock.instant()));
        }
        var again = ending.outcome().flatMap(outcome -> schedule.next(job, work, outcome, tries, clock.instant()));
        return again.map(due -> again(job, work, ending, tries, due)).orElseGet(() -> last(job, work, ending, tries));
    }

    /** No further try is made; of a list with an element that may have happened nobody says that it has failed. */
    private Runnable last(Job job, Work work, Ending ending, int tries) {
        return !ending.status().succeeded() && Elements.of(job, work).hasUnknown()
                ? unknown(job, work, ending.as(Step.Status.UNKNOWN), tries, Optional.empty())
                : end(job, work, ending);
    }

    private Runnable again(Job job, Work work, Ending ending, int tries, Instant due) {
        work.run().goesOn(ending.as(Step.Status.RETRYING));
        LOG.info("delivery.retry execution={} endpoint={} try={} due={}", job.execution(), job.endpoint(), tries, due);
        var lane = work.lane();
        var blocks = lane.onFailure() != Lane.OnFailure.SKIP
                && due.isBefore(job.acceptedAt().plus(lane.hold()));
        return () -> {
            if (blocks) {
                lanes.postpone(job, tries, due);
            } else {
                lanes.stepAside(job, tries, due);
            }
            foreman.postponed(job, work);
        };
    }

    /** Asks the partner, where there is a way to ask; otherwise a person has to decide. */
    private Runnable unknown(Job job, Work work, Ending ending, int tries, Optional<Integer> cut) {
        var answer = work.step().plan().endpoint().delivery().check().map(name -> check(work, name.text()));
        var outcome = answer.flatMap(Ending::outcome);
        if (outcome.filter(Gate::isCrowded).isPresent()) {
            return () -> lanes.lookAgain(job, tries - 1, gate.afterTheCrowd(clock.instant()));
        }
        if (answer.isPresent() && answer.get().status().succeeded()) {
            var left = Elements.of(job, work).known(job, cut, answer.get());
            if (!left.isEmpty()) {
                return () -> lanes.postpone(job, tries - 1, clock.instant(), left);
            }
            var done = Ending.known(
                    job.endpoint(), Step.Status.ALREADY_DONE, answer.get().result(), Optional.empty(), clock.instant());
            return end(job, work, done);
        }
        if (outcome.filter(Outcome.Fail.class::isInstance).isPresent()) {
            var failure = ending.problem().orElseThrow();
            var retry = new Outcome.Retry(failure, Optional.empty());
            return schedule.next(job, work, retry, tries, clock.instant())
                    .map(due -> anew(job, work, again(job, work, ending, tries, due)))
                    .orElseGet(() -> end(job, work, ending.as(Step.Status.FAILED)));
        }
        return end(job, work, ending, cut);
    }

    private Ending check(Work work, String name) {
        var plan = Objects.requireNonNull(work.run().tenant().program().plans().get(name));
        var step = new Bound(plan, List.of(), List.of(), Set.of(), DeliveryMode.BACKGROUND, Optional.empty());
        var ending = work.stepper().attempt(work.run(), step, 1, deadline(step));
        work.run().note(ending);
        return ending;
    }

    private Runnable end(Job job, Work work, Ending ending) {
        return end(job, work, ending, Optional.empty());
    }

    private Runnable end(Job job, Work work, Ending ending, Optional<Integer> cut) {
        report(job, ending);
        var result = Leavings.of(ending);
        cut.ifPresent(element -> Leavings.cut(result, element));
        var letter = letter(job, work, ending);
        var settled = new AtomicBoolean(
                work.run().ending(job.endpoint()).filter(ending::equals).isPresent());
        return () -> {
            if (!settled.get()) {
                work.settling().settle(work.run(), ending);
                settled.set(true);
            }
            letter.ifPresentOrElse(left -> bury(left, result, work), () -> lanes.finish(job, Optional.of(result)));
            foreman.finished(job, Optional.of(work));
        };
    }

    private void bury(Letter letter, JsonNode result, Work work) {
        if (letter.kind() == Letter.Kind.DEAD) {
            forgetUndone(letter.job(), work);
        }
        lanes.bury(letter, result);
    }

    private Runnable anew(Job job, Work work, Runnable again) {
        return () -> {
            forgetUndone(job, work);
            again.run();
        };
    }

    private Optional<Letter> letter(Job job, Work work, Ending ending) {
        var now = clock.instant();
        var recorder = Recorder.of(work.run(), ending);
        var reason = ending.problem()
                .map(problem -> recorder.failure(problem).message())
                .orElse("");
        return switch (ending.status()) {
            case FAILED, TIMED_OUT -> Optional.of(new Letter(job, Letter.Kind.DEAD, reason, now, Optional.empty()));
            case UNKNOWN -> Optional.of(new Letter(job, Letter.Kind.UNKNOWN, reason, now, work.heldUntil(now)));
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, SKIPPED, RETRYING, ACCEPTED -> Optional.empty();
        };
    }

    private static void report(Job job, Ending ending) {
        switch (ending.status()) {
            case FAILED, TIMED_OUT ->
                LOG.warn("delivery.dead execution={} endpoint={}", job.execution(), job.endpoint());
            case UNKNOWN -> LOG.warn("delivery.unknown execution={} endpoint={}", job.execution(), job.endpoint());
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, SKIPPED, RETRYING, ACCEPTED -> {}
        }
    }
}
