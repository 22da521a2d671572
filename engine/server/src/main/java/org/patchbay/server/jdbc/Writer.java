package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Everything that waits goes into one transaction, so that many callers share the wait for the disk (group
 * commit). A transaction that fails is undone and its halves are tried each by itself, so that no unit fails for another's sake.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int AT_ONCE = 1024;
    private static final int BEHIND_AT_ONCE = 256;
    /** It comes by so often for what nobody waits for. */
    private static final int MOMENT_MILLIS = 100;

    private final BlockingQueue<Unit<?>> units = new LinkedBlockingQueue<>();
    private final Queue<Unit<?>> unhurried = new ConcurrentLinkedQueue<>();
    private final Queue<Unit<?>> behind = new ConcurrentLinkedQueue<>();
    private final Transactions transactions;
    private final Duration trust;
    private final AtomicInteger soon = new AtomicInteger();
    private final List<Runnable> reactions = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the thread, which from now on is the only one that may use the transactions.
     *
     * @param trust how long a value may be kept that was read just before another process changed it
     */
    Writer(Transactions transactions, Duration trust) {
        this.transactions = transactions;
        this.trust = trust;
        this.thread = Thread.ofPlatform().name("patchbay-store-writer").daemon().start(this::work);
    }

    Duration trust() {
        return trust;
    }

    /** Has this run, on the writer's thread, soon after another process has written. */
    void whenOthersWrite(Runnable reaction) {
        reactions.add(reaction);
    }

    /** Does the work and returns when it is on disk. */
    <T> T write(Work<T> work) {
        return write(work, _ -> {});
    }

    /** Does the work and returns when it is on disk; in between {@code committed} runs, in the order of the commits. */
    <T> T write(Work<T> work, Consumer<T> committed) {
        var unit = new Unit<>(work, committed, () -> {});
        submit(units, unit);
        return unit.await();
    }

    /** Takes the work and returns at once; it is on disk with whatever is written after it, or a moment later. */
    <T> void soon(Work<T> work, Consumer<T> committed, Runnable failed) {
        soon.incrementAndGet();
        submit(
                unhurried,
                new Unit<>(
                        work,
                        value -> {
                            soon.decrementAndGet();
                            committed.accept(value);
                        },
                        () -> {
                            soon.decrementAndGet();
                            failed.run();
                        }));
    }

    /** What is to be kept soon is written as soon as may be. */
    void hasten() {
        if (soon.get() > 0) {
            submit(units, nothing());
        }
    }

    private static Unit<Boolean> nothing() {
        return new Unit<>(_ -> true, _ -> {}, () -> {});
    }

    /** Returns when all that was to be kept soon is on disk. */
    void settle() {
        if (soon.get() > 0) {
            write(_ -> true);
        }
    }

    /** Does the work some time soon, after all that was given here before. */
    void later(Work<Boolean> work, Consumer<Boolean> kept) {
        submit(behind, new Unit<>(work, kept, () -> kept.accept(false)));
    }

    /** Work that waits and is not being done. */
    int waiting() {
        return units.size();
    }

    private synchronized void submit(Queue<Unit<?>> queue, Unit<?> unit) {
        if (closed) {
            throw Trouble.closed();
        }
        queue.add(unit);
    }

    private void work() {
        while (!closed || !units.isEmpty() || !unhurried.isEmpty() || !behind.isEmpty()) {
            var batch = next();
            if (transactions.othersWrote()) {
                reactions.forEach(Runnable::run);
            }
            if (!batch.isEmpty()) {
                commit(batch);
            }
        }
    }

    /** What somebody waits for is taken first, and what was there before it after that: so none of it is missed. */
    private List<Unit<?>> next() {
        var awaited = new ArrayList<Unit<?>>();
        try {
            Optional.ofNullable(units.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS))
                    .ifPresent(awaited::add);
        } catch (InterruptedException stray) {
            LOG.debug("store.writer.interrupted", stray);
        }
        units.drainTo(awaited, AT_ONCE);
        var batch = taken(unhurried, Integer.MAX_VALUE);
        batch.addAll(awaited);
        batch.addAll(taken(behind, BEHIND_AT_ONCE));
        return batch;
    }

    private static List<Unit<?>> taken(Queue<Unit<?>> queue, int atMost) {
        var taken = new ArrayList<Unit<?>>();
        Stream.<Unit<?>>generate(queue::poll)
                .limit(atMost)
                .takeWhile(Objects::nonNull)
                .forEach(taken::add);
        return taken;
    }

    private void commit(List<Unit<?>> batch) {
        try {
            transactions.write(session -> {
                for (var unit : batch) {
                    unit.run(session);
                }
                return batch.size();
            });
        } catch (SQLException | RuntimeException | Error failure) {
            undone(batch, failure);
            return;
        }
        batch.forEach(Unit::committed);
        tell(batch);
    }

    /** Waking many takes as long as writing some: another thread does it, and the next transaction begins. */
    private static void tell(List<Unit<?>> batch) {
        if (batch.size() == 1) {
            batch.getFirst().tell();
        } else {
            Thread.startVirtualThread(() -> batch.forEach(Unit::tell));
        }
    }

    private void undone(List<Unit<?>> batch, Throwable failure) {
        if (batch.size() == 1 || Trouble.concernsAll(failure)) {
            batch.forEach(unit -> unit.fail(failure));
        } else {
            commit(batch.subList(0, batch.size() / 2));
            commit(batch.subList(batch.size() / 2, batch.size()));
        }
    }

    /** Writes what is left and ends the thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            units.add(nothing());
        }
        try {
            thread.join();
            transactions.close();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (SQLException failure) {
            throw Trouble.of(failure);
        }
    }
}
