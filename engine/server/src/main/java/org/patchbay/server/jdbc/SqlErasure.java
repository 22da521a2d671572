package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patchbay.exchange.Execution;
import org.patchbay.server.jdbc.Resealing.Key;
import org.patchbay.server.jdbc.Resealing.Table;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Erasure;

/** Removes what the tables keep about a person. What is sealed is opened row by row: nothing in it can be found otherwise. */
final class SqlErasure implements Erasure {
    private static final int AT_ONCE = 500;
    /** Each may bring what a request may. */
    private static final int JOBS_AT_ONCE = 32;

    private final Writer writer;
    private final Readers readers;
    private final Vault vault;
    private final SqlJournal journal;
    private final SqlCalls calls;
    private final SqlLetters letters;

    SqlErasure(Writer writer, Readers readers, Vault vault, SqlJournal journal, SqlCalls calls, SqlLetters letters) {
        this.writer = writer;
        this.readers = readers;
        this.vault = vault;
        this.journal = journal;
        this.calls = calls;
        this.letters = letters;
    }

    /**
     * Who is to be forgotten.
     *
     * @param executions what goes because its execution goes; more come in as jobs tell of them
     */
    private record Person(Predicate<String> mention, Set<String> executions) {
        boolean is(Held held) {
            return held.row().find("execution").map(executions::contains).orElse(false)
                    || held.row().columns().values().stream().anyMatch(mention)
                    || mention.test(held.text());
        }

        boolean is(Jobs.Found found) {
            return executions.contains(found.job().execution())
                    || mention.test(found.job().toString())
                    || mention.test(found.reason());
        }
    }

    private record Held(Key row, String text) {}

    @Override
    public Erased erase(Predicate<String> mention) {
        writer.settle();
        var person = new Person(mention, executions(mention));
        var written = person.executions().size();
        var jobs = jobs(person);
        erase(table("job_result", "execution"), person);
        return new Erased(
                written,
                calls(person),
                jobs.gone(),
                erase(table("receipt", "execution"), person),
                contacts(person),
                jobs.busy());
    }

    private Set<String> executions(Predicate<String> mention) {
        var all = new TreeSet<String>();
        for (var page = journal.after("");
                !page.isEmpty();
                page = journal.after(page.getLast().id())) {
            var theirs = page.stream()
                    .filter(execution -> mention.test(Texts.write(execution)))
                    .toList();
            journal.remove(theirs);
            theirs.stream().map(Execution::id).forEach(all::add);
        }
        return all;
    }

    private record Gone(int gone, int busy) {}

    private Gone jobs(Person person) {
        var rows = new Jobs(new SealedTrees(vault));
        var gone = 0;
        var busy = 0;
        var page = readers.read(session -> rows.after(session, 0, JOBS_AT_ONCE));
        while (!page.isEmpty()) {
            for (var found : page.stream().filter(person::is).toList()) {
                if (person.mention().test(found.job().toString())) {
                    person.executions().add(found.job().execution());
                }
                var removed = remove(found);
                gone += removed ? 1 : 0;
                busy += removed ? 0 : 1;
            }
            var last = page.getLast().number();
            page = readers.read(session -> rows.after(session, last, JOBS_AT_ONCE));
        }
        return new Gone(gone, busy);
    }

    private boolean remove(Jobs.Found found) {
        var id = found.job().id();
        return found.over() ? letters.settle(id) : letters.cancel(id);
    }

    private int calls(Person person) {
        var erased = erase(table("call_memory"), person);
        var open = readers.read(session -> session.list(
                "select call_centre, integrator, call_id from open_call",
                row -> new CallKey(row.text("call_centre"), row.text("integrator"), row.text("call_id"))));
        open.stream().filter(key -> person.mention().test(key.callId())).forEach(calls::close);
        writer.settle();
        calls.changed();
        return erased;
    }

    private int contacts(Person person) {
        var table = table("synchronized");
        var theirs = theirs(table, person);
        var where = where(table);
        writer.write(session -> {
            for (var held : theirs) {
                session.run(
                        "delete from synchronized_phone where item in (select number from synchronized where " + where
                                + ")",
                        keys(table, held));
            }
            return true;
        });
        return remove(table, theirs);
    }

    /** A table whose rows are also known by further columns. */
    private static Table table(String name, String... more) {
        var known = Resealing.TABLES.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
        var columns = new ArrayList<>(known.columns());
        Stream.of(more).filter(column -> !columns.contains(column)).forEach(columns::add);
        return new Table(name, known.keys(), columns, known.placing());
    }

    private int erase(Table table, Person person) {
        return remove(table, theirs(table, person));
    }

    private List<Held> theirs(Table table, Person person) {
        var theirs = new ArrayList<Held>();
        for (var page = page(table, List.of()); !page.isEmpty(); page = page(table, page)) {
            page.stream().filter(person::is).forEach(theirs::add);
        }
        return theirs;
    }

    private int remove(Table table, List<Held> rows) {
        var sql = "delete from " + table.name() + " where " + where(table);
        return writer.write(session -> {
            for (var row : rows) {
                session.run(sql, keys(table, row));
            }
            return rows.size();
        });
    }

    private static String where(Table table) {
        return String.join(
                " and ", table.keys().stream().map(key -> key + " = ?").toList());
    }

    private static Object[] keys(Table table, Held held) {
        return table.keys().stream().map(held.row()::get).toArray();
    }

    /** The rows after those, which may be gone by now: others come and go meanwhile, and none may be passed over. */
    private List<Held> page(Table table, List<Held> before) {
        var keys = String.join(", ", table.keys());
        var places = String.join(", ", Collections.nCopies(table.keys().size(), "?"));
        var after = before.isEmpty() ? "" : " where (" + keys + ") > (" + places + ")";
        return readers.read(session -> session.list(
                "select " + String.join(", ", table.columns()) + ", sealed from " + table.name() + after + " order by "
                        + keys + " limit " + AT_ONCE,
                row -> held(table, row),
                before.isEmpty() ? new Object[0] : keys(table, before.getLast())));
    }

    private Held held(Table table, Row row) throws SQLException {
        var columns = new TreeMap<String, String>();
        for (var column : table.columns()) {
            columns.put(column, row.text(column));
        }
        var key = new Key(columns);
        var text = row.maybeBytes("sealed")
                .map(bytes -> new String(vault.open(table.placing().of(key), bytes), StandardCharsets.UTF_8));
        return new Held(key, text.orElse(""));
    }
}
