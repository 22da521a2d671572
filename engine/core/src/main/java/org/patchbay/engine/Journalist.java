package org.patchbay.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Lanes.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes executions into the journal behind the answers, those of a moment together; a read sees what was written before it, and what only
 * jobs tell of. Drops, and counts, what is too much.
 */
public final class Journalist implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journalist.class);
    /** What an execution that waits to be written may need, in bytes. */
    private static final long NEED = 64 << 10;

    private static final int MOST_WAITING = Math.clamp(Runtime.getRuntime().maxMemory() / NEED / 4, 500, 20_000);

    /** An execution whose work is over by then is written once, not as it began and again as it ended. */
    private static final long MOMENT_MILLIS = 100;

    private final Journal journal;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("journal").factory());
    /** What is to be made of each execution, the newest of it; there until it is made. */
    private final Map<String, Entry> waiting = new ConcurrentHashMap<>();

    private volatile Consumer<String> listener = _ -> {};

    private final AtomicInteger number = new AtomicInteger();
    /** Whether somebody will come by and write what waits. */
    private final AtomicBoolean expected = new AtomicBoolean();

    private final LongAdder dropped = new LongAdder();

    private final Accepted accepted;

    /** @param accepted what the jobs tell of executions that are not written, as nothing of them has ended */
    Journalist(Journal journal, Accepted accepted) {
        this.journal = journal;
        this.accepted = accepted;
    }

    /** @param places how much of what may wait it takes */
    private record Entry(Supplier<Execution> execution, int places) {
        static Entry of(Supplier<Execution> execution, long bytes) {
            return new Entry(execution, Math.toIntExact(Math.min(1 + bytes / NEED, MOST_WAITING / 2)));
        }
    }

    /** Has somebody told the ids of executions of which nothing waits any more. */
    void whenWritten(Consumer<String> told) {
        listener = told;
    }

    /** True while something of an execution is not written. */
    boolean isWaiting(String id) {
        return waiting.containsKey(id);
    }

    /**
     * Writes what the supplier makes of an execution, later; what was to be written of it before and was not yet is left out.
     *
     * @param bytes what it takes of memory while it waits
     */
    void write(String id, long bytes, Supplier<Execution> execution) {
        var more = Entry.of(execution, bytes);
        if (waiting.computeIfPresent(id, (_, before) -> new Entry(execution, before.places())) != null) {
            return;
        }
        var all = number.addAndGet(more.places());
        if (all > MOST_WAITING) {
            number.addAndGet(-more.places());
            dropped.increment();
            return;
        }
        var other = waiting.put(id, more);
        if (other != null) {
            number.addAndGet(-other.places());
        }
        if (!expected.getAndSet(true)) {
            var _ = writer.schedule(this::writeAll, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (all > MOST_WAITING / 2 && all - more.places() <= MOST_WAITING / 2) {
            writer.execute(this::writeAll);
        }
    }

    /** Oldest first: rows that come in the order of their keys need the least room. */
    private void writeAll() {
        expected.set(false);
        waiting.keySet().stream().sorted().forEach(this::write);
    }

    private void write(String id) {
        for (var entry = waiting.get(id); entry != null; entry = waiting.get(id)) {
            append(entry);
            if (waiting.remove(id, entry)) {
                number.addAndGet(-entry.places());
            }
        }
        listener.accept(id);
    }

    private void append(Entry entry) {
        try {
            journal.append(entry.execution().get());
        } catch (RuntimeException fault) {
            dropped.increment();
            LOG.error("journal.fault an execution was not written", fault);
        }
    }

    /** The execution of a job, of which nothing is written. */
    Execution told(Job job) {
        return accepted.told(job);
    }

    /** The execution of that id, if nothing of it waits to be written. */
    Optional<Execution> written(String id) {
        return journal.find(id, Optional.empty());
    }

    /** The execution of that id; what waits of others waits on. Its work may have begun while its jobs were looked for. */
    public Optional<Execution> find(String id, Optional<String> callCentre) {
        return appended(id, callCentre).or(() -> accepted.find(id, callCentre)).or(() -> appended(id, callCentre));
    }

    /** The same without what only jobs tell. */
    Optional<Execution> appended(String id, Optional<String> callCentre) {
        if (isWaiting(id)) {
            await(() -> write(id));
        }
        return journal.find(id, callCentre);
    }

    /** Executions, newest first. */
    public List<Execution> list(Filter filter) {
        var waiting = accepted.list(filter);
        awaitWritten();
        return merged(journal.list(filter), waiting, filter.limit());
    }

    /** What has ended since it was looked at is told by the journal. */
    private static List<Execution> merged(List<Execution> written, List<Execution> waiting, int limit) {
        var all = new TreeMap<String, Execution>(Comparator.reverseOrder());
        waiting.forEach(execution -> all.put(execution.id(), execution));
        written.forEach(execution -> all.put(execution.id(), execution));
        return all.values().stream().limit(limit).toList();
    }

    /** Executions that were not written because there were too many. */
    public long dropped() {
        return dropped.sum();
    }

    /** Returns when what was written by now can be read. */
    void awaitWritten() {
        await(this::writeAll);
    }

    private void await(Runnable written) {
        try {
            writer.submit(written).get(10, TimeUnit.SECONDS);
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
