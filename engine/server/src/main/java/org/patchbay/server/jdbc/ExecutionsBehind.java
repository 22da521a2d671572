package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.exchange.Execution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executions that are written behind, many at once: of one that changes while it waits, only the newest. What does not fit into the room
 * for waiting ones is dropped and counted. Thread-safe.
 */
final class ExecutionsBehind {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionsBehind.class);
    /** Bytes of executions that may wait to be written. */
    private static final int ROOM = 16 << 20;

    private static final int AT_ONCE = 64;

    private final Writer writer;
    private final Semaphore room = new Semaphore(ROOM);
    private final Map<String, Sealed> waiting = new LinkedHashMap<>();
    /** The newest of each execution that is not over, whether it waits or is being written. */
    private final Map<String, Sealed> newest = new ConcurrentHashMap<>();

    /** Batches that are to be written, each with room for the same number. */
    private int batches;

    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    ExecutionsBehind(Writer writer) {
        this.writer = writer;
    }

    /**
     * An execution ready to be written: what stands in columns, and the whole of it sealed. Many wait, so nothing else is kept of it.
     *
     * @param steps integrator and endpoint of each
     */
    record Sealed(
            String id,
            String callCentre,
            String trigger,
            String status,
            Optional<String> callId,
            Instant startedAt,
            long revision,
            List<List<String>> steps,
            byte[] bytes) {
        static Sealed of(Execution execution, byte[] bytes) {
            return new Sealed(
                    execution.id(),
                    execution.callCentre(),
                    execution.trigger(),
                    execution.status().word(),
                    execution.callId(),
                    execution.startedAt(),
                    execution.revision(),
                    execution.steps().stream()
                            .map(step -> List.of(step.integrator(), step.endpoint()))
                            .distinct()
                            .toList(),
                    bytes);
        }
    }

    /** Executions that were not kept. */
    long dropped() {
        return dropped.get();
    }

    /** What of an execution waits to be written, or is being written, sealed. */
    Optional<byte[]> find(String id) {
        return Optional.ofNullable(newest.get(id)).map(Sealed::bytes);
    }

    void append(Sealed more) {
        if (!room.tryAcquire(more.bytes().length)) {
            drop();
            return;
        }
        appended.incrementAndGet();
        if (isBatchNeeded(more)) {
            write(new Batch());
        }
    }

    private synchronized boolean isBatchNeeded(Sealed more) {
        newest.put(more.id(), more);
        Optional.ofNullable(waiting.put(more.id(), more)).ifPresent(this::over);
        var needed = waiting.size() > batches * AT_ONCE;
        batches += needed ? 1 : 0;
        return needed;
    }

    /** What is written at once; known from when it is tried for the first time. */
    private static final class Batch {
        private List<Sealed> rows = List.of();

        static Batch of(Sealed row) {
            var batch = new Batch();
            batch.rows = List.of(row);
            return batch;
        }
    }

    private void write(Batch batch) {
        writer.later(session -> write(session, batch), kept -> written(batch, kept));
    }

    private boolean write(Session session, Batch batch) throws SQLException {
        if (batch.rows.isEmpty()) {
            batch.rows = taken();
        }
        ExecutionRows.write(session, batch.rows.stream().filter(this::isNewest).toList());
        return true;
    }

    /** What is written alone after its batch has failed may come after what has replaced it. */
    private boolean isNewest(Sealed row) {
        return row.equals(newest.get(row.id()));
    }

    private synchronized List<Sealed> taken() {
        var taken = new ArrayList<>(waiting.values().stream().limit(AT_ONCE).toList());
        taken.forEach(row -> waiting.remove(row.id()));
        batches--;
        return taken;
    }

    /** One that cannot be kept takes no others with it. */
    private void written(Batch batch, boolean kept) {
        if (kept || batch.rows.size() == 1) {
            batch.rows.forEach(row -> {
                if (!kept) {
                    drop();
                }
                over(row);
            });
        } else {
            batch.rows.forEach(row -> write(Batch.of(row)));
        }
    }

    private void over(Sealed row) {
        newest.remove(row.id(), row);
        room.release(row.bytes().length);
        written.incrementAndGet();
    }

    private void drop() {
        if (dropped.getAndIncrement() % 1000 == 0) {
            LOG.warn("journal.dropped total={} consequence=\"these executions cannot be looked up\"", dropped.get());
        }
    }

    /** Returns when all that was appended so far is written. */
    void await() {
        var all = appended.get();
        while (written.get() < all) {
            writer.write(_ -> true);
        }
    }
}
