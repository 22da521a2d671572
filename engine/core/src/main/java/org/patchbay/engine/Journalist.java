package org.patchbay.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal;
import org.patchbay.store.Journal.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes executions into the journal behind the answer; a read sees what was written before it. Drops, and counts, what is too much. */
public final class Journalist implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journalist.class);
    /** What an execution that waits to be written may need, in bytes. */
    private static final long NEED = 64 << 10;

    private static final int MOST_WAITING = Math.clamp(Runtime.getRuntime().maxMemory() / NEED / 4, 500, 20_000);

    private final Journal journal;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("journal").factory());
    /** What is to be made of each execution, the newest of it. */
    private final Map<String, Supplier<Execution>> waiting = new ConcurrentHashMap<>();

    private final AtomicInteger number = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();

    Journalist(Journal journal) {
        this.journal = journal;
    }

    /** Writes what the supplier makes of an execution, later; what was to be written of it before and was not yet is left out. */
    void write(String id, Supplier<Execution> execution) {
        if (waiting.replace(id, execution) != null) {
            return;
        }
        if (number.incrementAndGet() > MOST_WAITING) {
            number.decrementAndGet();
            dropped.increment();
        } else {
            waiting.put(id, execution);
            writer.execute(() -> write(id));
        }
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
            writer.submit(() -> {}).get(10, TimeUnit.SECONDS);
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
