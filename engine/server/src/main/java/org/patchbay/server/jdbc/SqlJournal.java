package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Journal;
import org.patchbay.store.Outdated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executions in their tables, sealed, as they say who called whom; written behind. What does not fit into the room for waiting ones is dropped and counted. */
final class SqlJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(SqlJournal.class);
    /** Characters of executions that may wait to be written. */
    private static final int ROOM = 16 << 20;

    private static final int FORGOTTEN_AT_ONCE = 500;

    private final Writer writer;
    private final Readers readers;
    private final SealedTexts texts;
    private final Semaphore room = new Semaphore(ROOM);
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    /** Executions that started before have no bodies any more, as far as this process knows. */
    private final Map<Outdated, Instant> bodiless = new ConcurrentHashMap<>();

    SqlJournal(Writer writer, Readers readers, Vault vault) {
        this.writer = writer;
        this.readers = readers;
        this.texts = new SealedTexts(vault);
    }

    @Override
    public void append(Execution execution) {
        var text = sealed(execution);
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

    /** Most executions are new when they are written; only of others something has to be removed. */
    private static boolean insert(Session session, Execution execution, String text) throws SQLException {
        var row = """
                execution
                    (id, call_centre, trigger_name, status, call_id, started_at, revision, document)
                values (?, ?, ?, ?, ?, ?, ?, ?)""";
        var values = new Object[] {
            execution.id(),
            execution.callCentre(),
            execution.trigger(),
            execution.status().word(),
            execution.callId(),
            execution.startedAt(),
            execution.revision(),
            text
        };
        if (session.add(row, values) == 0) {
            session.run("delete from execution_step where execution = ?", execution.id());
            session.run("replace into " + row, values);
        }
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

    private String sealed(Execution execution) {
        return texts.seal(place(execution.id()), Texts.bytes(execution));
    }

    private Execution opened(Row row) throws SQLException {
        var text = texts.open(place(row.text("id")), row.text("document"));
        return Texts.read(text, Execution.class);
    }

    static Place place(String id) {
        return Place.of("execution", id);
    }

    @Override
    public Optional<Execution> find(String id, Optional<String> callCentre) {
        awaitAppended();
        return readers.read(
                        session -> session.first("select id, document from execution where id = ?", this::opened, id))
                .filter(found -> callCentre.map(found.callCentre()::equals).orElse(true));
    }

    @Override
    public List<Execution> list(Filter filter) {
        awaitAppended();
        var query = Query.of(filter);
        return readers.read(session ->
                session.list(query.sql(), this::opened, query.values().toArray()));
    }

    /** Executions with a greater id, a page of them. */
    List<Execution> after(String id) {
        awaitAppended();
        return readers.read(session -> session.list(
                "select id, document from execution where id > ? order by id limit ?",
                this::opened,
                id,
                FORGOTTEN_AT_ONCE));
    }

    /** Removes those. */
    void remove(List<Execution> executions) {
        writer.write(session -> {
            for (var execution : executions) {
                forget(session, execution.id());
            }
            return true;
        });
    }

    @Override
    public void forgetBodies(Outdated old) {
        awaitAppended();
        var whose = new Outdated(Instant.EPOCH, old.callCentre(), old.exempt());
        var rows = OldRows.of(old, "started_at");
        var from = bodiless.getOrDefault(whose, Instant.EPOCH);
        for (var page = before(from, rows); !page.isEmpty(); page = before(from, rows)) {
            var bare = page.stream()
                    .map(Execution::withoutBodies)
                    .map(execution -> new Bare(execution, sealed(execution)))
                    .toList();
            writer.write(session -> strip(session, bare));
            from = page.getLast().startedAt().plusNanos(1);
        }
        bodiless.put(whose, old.before());
    }

    private record Bare(Execution execution, String text) {}

    private static boolean strip(Session session, List<Bare> page) throws SQLException {
        for (var one : page) {
            session.run(
                    "update execution set document = ? where id = ?",
                    one.text(),
                    one.execution().id());
        }
        return true;
    }

    private List<Execution> before(Instant from, OldRows rows) {
        return readers.read(session -> session.list(
                "select id, document from execution where " + rows.sql()
                        + " and started_at >= ? order by started_at limit ?",
                this::opened,
                rows.and(from, FORGOTTEN_AT_ONCE)));
    }

    @Override
    public void forget(Outdated old) {
        awaitAppended();
        var rows = OldRows.of(old, "started_at");
        var forgotten = FORGOTTEN_AT_ONCE;
        while (forgotten == FORGOTTEN_AT_ONCE) {
            forgotten = writer.write(session -> forgetSome(session, rows));
        }
    }

    /** Some at a time, so that nobody waits for long behind this. */
    private static int forgetSome(Session session, OldRows rows) throws SQLException {
        var some = session.list(
                "select id from execution where " + rows.sql() + " order by started_at, id limit ?",
                row -> row.text("id"),
                rows.and(FORGOTTEN_AT_ONCE));
        for (var id : some) {
            forget(session, id);
        }
        return some.size();
    }

    private static void forget(Session session, String id) throws SQLException {
        session.run("delete from execution_step where execution = ?", id);
        session.run("delete from execution where id = ?", id);
    }

    private void awaitAppended() {
        var all = appended.get();
        while (written.get() < all) {
            writer.write(_ -> true);
        }
    }
}
