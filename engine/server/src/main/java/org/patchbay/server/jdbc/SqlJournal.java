package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.store.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executions in their tables, written behind. What does not fit into the room for waiting ones is dropped and counted. */
final class SqlJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(SqlJournal.class);
    /** Characters of executions that may wait to be written. */
    private static final int ROOM = 16 << 20;

    private static final int FORGOTTEN_AT_ONCE = 500;

    private final Writer writer;
    private final Readers readers;
    private final Semaphore room = new Semaphore(ROOM);
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    SqlJournal(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void append(Execution execution) {
        var text = Texts.write(execution);
        if (!room.tryAcquire(text.length())) {
            drop();
            return;
        }
        appended.incrementAndGet();
        writer.later(session -> insert(session, execution, text), kept -> over(text, kept));
    }

    private void over(String text, boolean kept) {
        if (!kept) {
            drop();
        }
        room.release(text.length());
        written.incrementAndGet();
    }

    private void drop() {
        if (dropped.getAndIncrement() % 1000 == 0) {
            LOG.warn("journal.dropped total={} consequence=\"these executions cannot be looked up\"", dropped.get());
        }
    }

    /** Executions that were not kept, since the store was opened. */
    long dropped() {
        return dropped.get();
    }

    private static boolean insert(Session session, Execution execution, String text) throws SQLException {
        session.run("delete from execution_step where execution = ?", execution.id());
        session.run(
                """
                replace into execution
                    (id, call_centre, trigger_name, status, call_id, started_at, revision, document)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                execution.id(),
                execution.callCentre(),
                execution.trigger(),
                execution.status().word(),
                execution.callId(),
                execution.startedAt(),
                execution.revision(),
                text);
        for (var step : execution.steps()) {
            insert(session, execution.id(), step);
        }
        return true;
    }

    private static void insert(Session session, String execution, Step step) throws SQLException {
        session.add(
                "execution_step (execution, integrator, endpoint) values (?, ?, ?)",
                execution,
                step.integrator(),
                step.endpoint());
    }

    @Override
    public Optional<Execution> find(String id, Optional<String> callCentre) {
        awaitAppended();
        return readers.read(session ->
                        session.first("select document from execution where id = ?", row -> row.text("document"), id))
                .map(SqlJournal::execution)
                .filter(found -> callCentre.map(found.callCentre()::equals).orElse(true));
    }

    @Override
    public List<Execution> list(Filter filter) {
        awaitAppended();
        var query = Query.of(filter);
        return readers
                .read(session -> session.list(
                        query.sql(), row -> row.text("document"), query.values().toArray()))
                .stream()
                .map(SqlJournal::execution)
                .toList();
    }

    private static Execution execution(String text) {
        return Texts.read(text, Execution.class);
    }

    @Override
    public void forgetBefore(Instant time) {
        awaitAppended();
        var forgotten = FORGOTTEN_AT_ONCE;
        while (forgotten == FORGOTTEN_AT_ONCE) {
            forgotten = writer.write(session -> forgetSome(session, time));
        }
    }

    /** Some at a time, so that nobody waits for long behind this. */
    private static int forgetSome(Session session, Instant time) throws SQLException {
        var some = session.list(
                "select id from execution where started_at < ? order by started_at, id limit ?",
                row -> row.text("id"),
                time,
                FORGOTTEN_AT_ONCE);
        for (var id : some) {
            session.run("delete from execution_step where execution = ?", id);
            session.run("delete from execution where id = ?", id);
        }
        return some.size();
    }

    private void awaitAppended() {
        var all = appended.get();
        while (written.get() < all) {
            writer.write(_ -> true);
        }
    }
}
