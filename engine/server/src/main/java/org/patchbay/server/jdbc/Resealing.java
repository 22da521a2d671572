package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Synchronizations;
import org.patchbay.store.Synchronizations.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals what an older version sealed under the master key itself, under the keys of the owners. A few rows at a time, until none is left. */
final class Resealing {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int AT_ONCE = 500;

    private final Writer writer;
    private final Readers readers;
    private final Vault vault;

    Resealing(Writer writer, Readers readers, Vault vault) {
        this.writer = writer;
        this.readers = readers;
        this.vault = vault;
    }

    /**
     * A table with sealed values.
     *
     * @param keys columns that name a row
     * @param columns those that its place is made of
     */
    record Table(String name, List<String> keys, List<String> columns, Placing placing) {
        static Table of(String name, List<String> keys, Placing placing) {
            return new Table(name, keys, keys, placing);
        }
    }

    interface Placing {
        Place of(Key row);
    }

    private static final List<String> SYNC = List.of("integrator", "endpoint", "kind");
    static final List<Table> TABLES = List.of(
            Table.of("secret", List.of("name"), row -> SqlSecrets.place(row.get("name"))),
            Table.of("token", List.of("name"), row -> SqlTokens.placeBefore(row.get("name"))),
            Table.of(
                    "field",
                    List.of("integrator", "name"),
                    row -> SqlFields.place(row.get("integrator"), row.get("name"))),
            Table.of(
                    "call_memory",
                    List.of("call_centre", "integrator", "call_id", "name"),
                    row -> SqlCalls.place(
                            new CallKey(row.get("call_centre"), row.get("integrator"), row.get("call_id")),
                            row.get("name"))),
            new Table(
                    "job",
                    List.of("id"),
                    List.of("id", "integrator"),
                    row -> Jobs.place(row.get("id"), row.get("integrator"))),
            Table.of(
                    "job_result",
                    List.of("execution", "integrator", "endpoint"),
                    row -> Results.place(row.get("execution"), row.get("integrator"), row.get("endpoint"))),
            Table.of("receipt", List.of("scope", "name"), row -> SqlReceipts.place(row.get("scope"), row.get("name"))),
            Table.of("synchronization", SYNC, row -> SyncRows.here("synchronization", sync(row), "")),
            Table.of(
                    "synchronized",
                    List.of("integrator", "endpoint", "kind", "id"),
                    row -> SyncRows.here("synchronized", sync(row), row.get("id"))));

    /** The columns of a row that its place is made of. */
    record Key(Map<String, String> columns) {
        String get(String column) {
            return find(column).orElseThrow();
        }

        Optional<String> find(String column) {
            return Optional.ofNullable(columns.get(column));
        }
    }

    private static Synchronizations.Place sync(Key row) {
        return new Synchronizations.Place(row.get("integrator"), row.get("endpoint"), kind(row.get("kind")));
    }

    private static Kind kind(String word) {
        return List.of(Kind.values()).stream()
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** How many values were sealed anew. */
    int run() {
        var all = 0;
        for (var table : TABLES) {
            for (var some = reseal(table); some > 0; some = reseal(table)) {
                all += some;
            }
        }
        if (all > 0) {
            LOG.info("secret.rotated rows={} are sealed under the keys of their owners now", all);
        }
        return all;
    }

    private record Old(Key row, byte[] sealed) {}

    private int reseal(Table table) {
        var old = readers.read(session -> old(session, table));
        var changes = new ArrayList<Object[]>();
        for (var one : old) {
            var place = table.placing().of(one.row());
            vault.resealed(place, one.sealed()).ifPresent(bytes -> changes.add(values(bytes, table, one)));
        }
        var where = String.join(
                " and ", table.keys().stream().map(key -> key + " = ?").toList());
        var sql = "update " + table.name() + " set sealed = ? where " + where + " and sealed = ?";
        writer.write(session -> {
            for (var change : changes) {
                session.run(sql, change);
            }
            return changes.size();
        });
        return changes.size();
    }

    private static Object[] values(byte[] sealed, Table table, Old old) {
        var values = new ArrayList<Object>();
        values.add(sealed);
        table.keys().forEach(key -> values.add(old.row().get(key)));
        values.add(old.sealed());
        return values.toArray();
    }

    private static List<Old> old(Session session, Table table) throws SQLException {
        return session.list(
                "select " + String.join(", ", table.columns()) + ", sealed from " + table.name()
                        + " where substr(sealed, 1, 1) = x'01' limit " + AT_ONCE,
                row -> {
                    var columns = new TreeMap<String, String>();
                    for (var column : table.columns()) {
                        columns.put(column, row.text(column));
                    }
                    return new Old(new Key(columns), row.bytes("sealed"));
                });
    }
}
