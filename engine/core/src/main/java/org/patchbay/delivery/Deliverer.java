package org.patchbay.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Ending;
import org.patchbay.store.Lanes;
import org.patchbay.store.Lanes.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs of the lanes: those of one lane one after the other, those of different lanes at the same time. */
public final class Deliverer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);

    private final Lanes lanes;
    private final Foreman foreman;
    private final Schedule schedule;
    private final InstantSource clock;
    private final int atOnce;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private boolean wanted;
    private boolean closed;

    /** Runs at most that many jobs at the same time, once {@link #start} was called. */
    public Deliverer(Lanes lanes, Foreman foreman, Schedule schedule, InstantSource clock, int atOnce) {
        this.lanes = lanes;
        this.foreman = foreman;
        this.schedule = schedule;
        this.clock = clock;
        this.atOnce = atOnce;
    }

    /** Begins to take jobs. */
    public void start() {
        Thread.ofVirtual().name("deliverer").start(this::loop);
    }

    /** There may be something new to do. */
    public void wake() {
        signal(() -> wanted = true);
    }

    /** Takes no more jobs and waits for those that run, at most so long. */
    public void drain(Duration time) {
        signal(() -> closed = true);
        lock.lock();
        try {
            var left = time.toNanos();
            while (running > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        drain(Duration.ofSeconds(20));
    }

    private void loop() {
        while (true) {
            var free = free();
            if (free == 0) {
                return;
            }
            var jobs = lanes.claim(clock.instant(), free);
            signal(() -> running += jobs.size());
            jobs.forEach(job -> Thread.ofVirtual().name("job-" + job.id()).start(() -> work(job)));
            if (jobs.size() < free) {
                await();
            }
        }
    }

    /** Waits for room for another job; 0 when closed. */
    private int free() {
        lock.lock();
        try {
            while (!closed && running >= atOnce) {
                changed.awaitUninterruptibly();
            }
            return closed ? 0 : atOnce - running;
        } finally {
            lock.unlock();
        }
    }

    private void await() {
        var due = lanes.nextDue();
        lock.lock();
        try {
            var wait = due.map(time -> Duration.between(clock.instant(), time)).orElse(LONGEST_WAIT);
            var left = Math.clamp(wait.toNanos(), 1_000_000L, LONGEST_WAIT.toNanos());
            while (!wanted && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            wanted = false;
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void work(Job job) {
        try {
            switch (foreman.revive(job)) {
                case Revival.Ready(var work) -> attempt(job, work);
                case Revival.Later(var due) -> lanes.postpone(job, job.attempts(), due);
                case Revival.Gone _ -> {
                    lanes.finish(job);
                    foreman.finished(job, Optional.empty());
                }
            }
        } catch (RuntimeException | Error fault) {
            LOG.error(
                    "delivery.fault job={} endpoint={} it is tried again in {}",
                    job.id(),
                    job.endpoint(),
                    AFTER_A_FAULT,
                    fault);
            lanes.postpone(job, job.attempts(), clock.instant().plus(AFTER_A_FAULT));
        } finally {
            signal(() -> {
                running--;
                wanted = true;
            });
        }
    }

    private void attempt(Job job, Work work) {
        var tries = job.attempts() + 1;
        var timeout = work.step().plan().endpoint().request().timeout().multipliedBy(2);
        var ending = work.stepper().attempt(work.run(), work.step(), tries, Deadline.in(timeout));
        var again = ending.outcome().flatMap(outcome -> schedule.next(job, work, outcome, tries, clock.instant()));
        if (again.isPresent()) {
            work.run().note(ending.as(Step.Status.RETRYING));
            lanes.postpone(job, tries, again.get());
            LOG.info(
                    "delivery.retry execution={} endpoint={} try={} due={}",
                    job.execution(),
                    job.endpoint(),
                    tries,
                    again.get());
            foreman.postponed(job, work);
        } else {
            work.settling().settle(work.run(), ending);
            lanes.keepResult(job, result(ending));
            lanes.finish(job);
            report(job, ending, tries);
            foreman.finished(job, Optional.of(work));
        }
    }

    private static void report(Job job, Ending ending, int tries) {
        switch (ending.status()) {
            case FAILED, TIMED_OUT ->
                LOG.warn("delivery.dead execution={} endpoint={} tries={}", job.execution(), job.endpoint(), tries);
            case UNKNOWN -> LOG.warn("delivery.unknown execution={} endpoint={}", job.execution(), job.endpoint());
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, SKIPPED, RETRYING, ACCEPTED -> {}
        }
    }

    private static JsonNode result(Ending ending) {
        var kept = JsonNodeFactory.instance.objectNode();
        kept.put("status", ending.status().word());
        kept.set("result", ending.result());
        ending.problem().ifPresent(problem -> {
            var about = kept.putObject("problem");
            about.put("code", problem.code().word());
            about.put("message", problem.message());
        });
        return kept;
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Time of the next job that is due, for those who watch. */
    public Optional<Instant> nextDue() {
        return lanes.nextDue();
    }
}
