package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.exchange.Execution;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Journal;
import org.patchbay.store.Outdated;

/** The executions in their tables, sealed, as they say who called whom; written behind. */
final class SqlJournal implements Journal {
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final Writer writer;
    private final Readers readers;
    private final Vault vault;
    private final ExecutionsBehind behind;
    /** Executions that started before have no bodies any more, as far as this process knows. */
    private final Map<Outdated, Instant> bodiless = new ConcurrentHashMap<>();

    SqlJournal(Writer writer, Readers readers, Vault vault) {
        this.writer = writer;
        this.readers = readers;
        this.vault = vault;
        this.behind = new ExecutionsBehind(writer);
    }

    @Override
    public void append(Execution execution) {
        behind.append(sealed(execution));
    }

    /** Executions that were not kept, since the store was opened. */
    long dropped() {
        return behind.dropped();
    }

    private ExecutionsBehind.Sealed sealed(Execution execution) {
        var bytes = vault.seal(place(execution.id()), Texts.bytes(execution));
        return ExecutionsBehind.Sealed.of(execution, bytes);
    }

    private Execution opened(Row row) throws SQLException {
        var id = row.text("id");
        var sealed = row.maybeBytes("sealed");
        return sealed.isPresent() ? opened(id, sealed.get()) : before(id, row.text("document"));
    }

    private Execution opened(String id, byte[] sealed) {
        var text = new String(vault.open(place(id), sealed), StandardCharsets.UTF_8);
        return Texts.read(text, Execution.class);
    }

    /** As older versions left it: sealed, in Base64 behind a mark that no JSON begins with, or readable. */
    private Execution before(String id, String document) {
        return document.startsWith("~")
                ? opened(id, Base64.getDecoder().decode(document.substring(1)))
                : Texts.read(document, Execution.class);
    }

    static Place place(String id) {
        return Place.of("execution", id);
    }

    @Override
    public Optional<Execution> find(String id, Optional<String> callCentre) {
        return behind.find(id)
                .map(bytes -> opened(id, bytes))
                .or(() -> readers.read(session ->
                        session.first("select id, document, sealed from execution where id = ?", this::opened, id)))
                .filter(found -> callCentre.map(found.callCentre()::equals).orElse(true));
    }

    @Override
    public List<Execution> list(Filter filter) {
        behind.await();
        var query = Query.of(filter);
        return readers.read(session -> session.list(query.sql(), this::opened, query.values()));
    }

    /** Executions with a greater id, a page of them. */
    List<Execution> after(String id) {
        behind.await();
        return readers.read(session -> session.list(
                "select id, document, sealed from execution where id > ? order by id limit ?",
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
        behind.await();
        var whose = new Outdated(Instant.EPOCH, old.callCentre(), old.exempt());
        var rows = OldRows.of(old, "started_at");
        var from = bodiless.getOrDefault(whose, Instant.EPOCH);
        for (var page = before(from, rows); !page.isEmpty(); page = before(from, rows)) {
            var bare = page.stream()
                    .map(Execution::withoutBodies)
                    .map(this::sealed)
                    .toList();
            writer.write(session -> strip(session, bare));
            from = page.getLast().startedAt().plusNanos(1);
        }
        bodiless.put(whose, old.before());
    }

    private static boolean strip(Session session, List<ExecutionsBehind.Sealed> page) throws SQLException {
        for (var one : page) {
            session.run("update execution set document = '', sealed = ? where id = ?", one.bytes(), one.id());
        }
        return true;
    }

    private List<Execution> before(Instant from, OldRows rows) {
        return readers.read(session -> session.list(
                "select id, document, sealed from execution where " + rows.sql()
                        + " and started_at >= ? order by started_at limit ?",
                this::opened,
                rows.and(from, FORGOTTEN_AT_ONCE)));
    }

    @Override
    public void forget(Outdated old) {
        behind.await();
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
}
