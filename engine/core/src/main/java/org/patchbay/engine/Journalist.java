package org.patchbay.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal;
import org.patchbay.store.Journal.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes executions into the journal behind the answers, those of a moment together; a read sees what was written before it. Drops, and
 * counts, what is too much.
 */
public final class Journalist implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journalist.class);
    /** What an execution that waits to be written may need, in bytes. */
    private static final long NEED = 64 << 10;

    private static final int MOST_WAITING = Math.clamp(Runtime.getRuntime().maxMemory() / NEED / 4, 500, 20_000);

    /** An execution whose work is over by then is written once, not as it was accepted and again as it ended. */
    private static final long MOMENT_MILLIS = 100;

    private final Journal journal;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("journal").factory());
    /** What is to be made of each execution, the newest of it. */
    private final Map<String, Supplier<Execution>> waiting = new ConcurrentHashMap<>();

    private final AtomicInteger number = new AtomicInteger();
    /** Whether somebody will come by and write what waits. */
    private final AtomicBoolean expected = new AtomicBoolean();

    private final LongAdder dropped = new LongAdder();

    Journalist(Journal journal) {
        this.journal = journal;
    }

    /** Writes what the supplier makes of an execution, later; what was to be written of it before and was not yet is left out. */
    void write(String id, Supplier<Execution> execution) {
        if (waiting.replace(id, execution) != null) {
            return;
        }
        var others = number.getAndIncrement();
        if (others >= MOST_WAITING) {
            number.decrementAndGet();
            dropped.increment();
            return;
        }
        waiting.put(id, execution);
        if (!expected.getAndSet(true)) {
            var _ = writer.schedule(this::writeAll, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } else if (others == MOST_WAITING / 2) {
            writer.execute(this::writeAll);
        }
    }

    /** Oldest first: rows that come in the order of their keys need the least room. */
    private void writeAll() {
        expected.set(false);
        waiting.keySet().stream().sorted().forEach(this::write);
    }

    private void write(String id) {
        number.decrementAndGet();
        try {
            Optional.ofNullable(waiting.remove(id)).map(Supplier::get).ifPresent(journal::append);
        } catch (RuntimeException fault) {
            dropped.increment();
            LOG.error("journal.fault an execution was not written", fault);
        }
    }

    /** The execution of that id. */
    public Optional<Execution> find(String id, Optional<String> callCentre) {
        awaitWritten();
        return journal.find(id, callCentre);
    }

    /** Executions, newest first. */
    public List<Execution> list(Filter filter) {
        awaitWritten();
        return journal.list(filter);
    }

    /** Executions that were not written because there were too many. */
    public long dropped() {
        return dropped.sum();
    }

    /** Returns when what was written by now can be read. */
    void awaitWritten() {
        try {
            writer.submit(this::writeAll).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("journal.slow what is read may lack the newest executions");
        }
    }

    @Override
    public void close() {
        awaitWritten();
        writer.shutdown();
    }
}
