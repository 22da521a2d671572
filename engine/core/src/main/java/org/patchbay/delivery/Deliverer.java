package org.patchbay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.patchbay.store.Lanes;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs of the lanes: those of one lane one after the other, those of different lanes at the same time. */
public final class Deliverer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final Duration WITHOUT_STORE = Duration.ofMillis(500);
    private static final Duration LEAST = Duration.ofMillis(1);
    /** What is due and was not given has to wait for something else to end. */
    private static final Duration PASSED_OVER = Duration.ofMillis(50);

    /** One call centre gets every fourth place at most: a partner that hangs holds up no one but its own. */
    private static final int SHARES = 4;

    private final Lanes lanes;
    private final Worker worker;
    private final Gate gate;
    private final InstantSource clock;
    private final int atOnce;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private boolean wanted;
    private boolean closed;

    /**
     * Runs jobs that have so many places at the same time, once {@link #start} was called.
     *
     * @param atOnce places, of which a job that brings little needs one ({@link Job#places})
     */
    public Deliverer(Lanes lanes, Foreman foreman, Schedule schedule, InstantSource clock, int atOnce) {
        this.lanes = lanes;
        this.gate = schedule.gate();
        this.worker = new Worker(lanes, foreman, schedule, gate, clock, this::isClosed);
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

    /** A job that waited is not done any more: its turn at what is limited goes to others. */
    public void dropped(Job job) {
        gate.dropped(job.id());
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
            var now = clock.instant();
            var jobs = claimed(now, free);
            var taken = jobs.stream().mapToInt(Job::places).sum();
            signal(() -> running += taken);
            jobs.forEach(this::begin);
            if (taken < free) {
                await(now);
            }
        }
    }

    /**
     * One joins those who wait for a processor, and the next only when all of them had their turn: nobody waits behind a crowd of jobs. A
     * virtual thread that yields goes to the end of the queue; that is more than a hint.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    private void begin(Job job) {
        Thread.ofVirtual().name("job-" + job.id()).start(() -> work(job));
        Thread.yield();
    }

    private List<Job> claimed(Instant now, int free) {
        try {
            return lanes.claim(now, free, Math.max(1, atOnce / SHARES));
        } catch (StoreUnavailable unavailable) {
            LOG.warn("delivery.waits nothing is taken from the lanes: {}", unavailable.getMessage());
            pause(WITHOUT_STORE);
            return List.of();
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

    /** Waits for what may be new after what was asked for at that time. */
    private void await(Instant asked) {
        var longest = lanes.lookEvery();
        var due = nextDue();
        lock.lock();
        try {
            var wait = due.map(time -> Duration.between(clock.instant(), time)).orElse(longest);
            var least = due.filter(time -> !time.isAfter(asked))
                    .map(_ -> PASSED_OVER)
                    .orElse(LEAST);
            var left = Math.clamp(wait.toNanos(), least.toNanos(), longest.toNanos());
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
            insist(worker.work(job));
        } catch (RuntimeException | Error fault) {
            insist(worker.thrown(job, fault));
        } finally {
            worker.left(job);
            signal(() -> {
                running -= job.places();
                wanted = true;
            });
        }
    }

    /** What became of a job has to be written down, however long the store is away. */
    private void insist(Runnable last) {
        while (true) {
            try {
                last.run();
                return;
            } catch (StoreUnavailable unavailable) {
                LOG.warn("delivery.waits the end of a job cannot be written: {}", unavailable.getMessage());
                if (isClosed()) {
                    return;
                }
                pause(WITHOUT_STORE);
            }
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration time) {
        lock.lock();
        try {
            var left = time.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
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
        try {
            return lanes.nextDue();
        } catch (StoreUnavailable unavailable) {
            return Optional.empty();
        }
    }

    /** Partners that are left alone now. */
    public LeftAlone leftAlone() {
        return gate.leftAlone(clock.instant());
    }
}
