package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Timers.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fires what runs by itself when it is due, once for all processes of a store. What was due while none ran is made up for once. */
final class Timekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** Integrators are made meanwhile, and what runs by itself begins soon after. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Supplier<Optional<Live>> live;
    private final Dispatcher dispatcher;
    private final Rotations rotations;
    private final Tools tools;
    private final Map<Timer, Instant> known = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Alarm> alarms = List.of();
    private Optional<Live> of = Optional.empty();
    private boolean wanted;
    private boolean closed;

    Timekeeper(Supplier<Optional<Live>> live, Dispatcher dispatcher, Rotations rotations, Tools tools) {
        this.live = live;
        this.dispatcher = dispatcher;
        this.rotations = rotations;
        this.tools = tools;
    }

    void start() {
        Thread.ofVirtual().name("timekeeper").start(this::loop);
    }

    /** The live revision has changed. */
    void wake() {
        signal(() -> wanted = true);
    }

    @Override
    public void close() {
        signal(() -> closed = true);
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

    private void loop() {
        var wait = LONGEST_WAIT;
        while (isAwake(wait)) {
            try {
                wait = look(tools.clock().instant());
            } catch (RuntimeException fault) {
                LOG.error("timer.fault what is due waits", fault);
                wait = LONGEST_WAIT;
            }
        }
    }

    /** Waits, at most so long; false when it is over. */
    private boolean isAwake(Duration time) {
        lock.lock();
        try {
            var end = System.nanoTime() + time.toNanos();
            var left = time.toNanos();
            while (!wanted && !closed && left > 0 && live.get().equals(of)) {
                var _ = changed.awaitNanos(Math.min(left, GLANCE.toNanos()));
                left = end - System.nanoTime();
            }
            wanted = false;
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Fires what is due; how long nothing else will be. */
    private Duration look(Instant now) {
        var current = live.get();
        if (!current.equals(of)) {
            of = current;
            alarms = current.map(Alarm::of).orElse(List.of());
            known.clear();
        }
        of.ifPresent(found -> new Closer(tools, dispatcher).close(found, now));
        rotations.look();
        var next = now.plus(LONGEST_WAIT);
        for (var alarm : alarms) {
            var due = due(alarm, now);
            if (!due.isAfter(now)) {
                due = ring(alarm, due, now);
            }
            next = due.isBefore(next) ? due : next;
        }
        return Duration.between(now, next).plusMillis(1);
    }

    /** A shorter interval than before does not wait for the longer one to end. */
    private Instant due(Alarm alarm, Instant now) {
        var due = known.get(alarm.timer());
        if (due != null) {
            return due;
        }
        var kept = tools.store().timers().due(alarm.timer());
        if (kept.isPresent() && !kept.get().isAfter(alarm.latest(now))) {
            known.put(alarm.timer(), kept.get());
            return kept.get();
        }
        var first = kept.isPresent() ? alarm.after(now, tools.random()) : alarm.first(now, tools.random());
        tools.store().timers().move(alarm.timer(), kept, first);
        known.put(alarm.timer(), first);
        return first;
    }

    private Instant ring(Alarm alarm, Instant due, Instant now) {
        var next = alarm.after(now, tools.random());
        if (tools.store().timers().move(alarm.timer(), Optional.of(due), next)) {
            known.put(alarm.timer(), next);
            fire(alarm, now);
            return next;
        }
        known.remove(alarm.timer());
        return due(alarm, now);
    }

    private void fire(Alarm alarm, Instant now) {
        var tenant = alarm.tenant();
        var trigger = alarm.timer().trigger();
        var stopped = tools.store().fields().state(tenant.name()).isPresent();
        var busy = Laning.synchronizing(tenant, trigger)
                .map(tools.store().lanes()::isBusy)
                .orElse(false);
        if (stopped || busy || of.isEmpty()) {
            return;
        }
        var fired = new Trigger(
                trigger,
                tenant.integrator().callcenterId(),
                JsonNodeFactory.instance.objectNode(),
                Optional.of(tenant.name()),
                Optional.empty(),
                now);
        try {
            dispatcher.act(of.get(), dispatcher.nextId(), fired, alarm.timer().endpoint(), Optional.of(Duration.ZERO));
        } catch (Crowded full) {
            LOG.warn("timer.skipped integrator={} trigger={} {}", tenant.name(), trigger, full.getMessage());
        }
    }
}
