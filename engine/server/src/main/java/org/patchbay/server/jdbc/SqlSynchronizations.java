package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.patchbay.server.jdbc.SyncRows.Sealed;
import org.patchbay.store.Synchronizations;

/** Contacts, agents, and how far their synchronizations are, in their tables; a page and its place in one transaction. */
final class SqlSynchronizations implements Synchronizations {
    private final Writer writer;
    private final Readers readers;
    private final SyncRows rows;

    SqlSynchronizations(Writer writer, Readers readers, SealedTrees trees) {
        this.writer = writer;
        this.readers = readers;
        this.rows = new SyncRows(trees);
    }

    @Override
    public Progress progress(Place place) {
        return readers.read(session -> session.first(
                        "select sealed from synchronization where integrator = ? and endpoint = ? and kind = ?",
                        row -> rows.progress(place, row.bytes("sealed")),
                        keys(place)))
                .orElse(Progress.NONE);
    }

    private static Object[] keys(Place place, Object... more) {
        var keys = new ArrayList<Object>(
                List.of(place.integrator(), place.endpoint(), place.kind().word()));
        keys.addAll(List.of(more));
        return keys.toArray();
    }

    @Override
    public boolean keep(Place place, List<Item> items, Progress after, Instant now) {
        var sealed = items.stream().map(item -> rows.sealed(place, item)).toList();
        var step = new Step(
                after.cursor().map(cursor -> rows.mark(place, cursor.key())),
                rows.progress(place, after),
                rows.progress(place, after.anew()));
        return writer.write(session -> {
            for (var item : sealed) {
                keep(session, place, item, now);
            }
            return move(session, place, step);
        });
    }

    private record Known(long number, byte[] mark) {}

    /**
     * Where it goes on, ready to be written.
     *
     * @param cursor mark of the place where the next page begins; empty when there is none
     * @param begunAnew what is kept when a page began there before
     */
    private record Step(Optional<byte[]> cursor, byte[] progress, byte[] begunAnew) {}

    private static void keep(Session session, Place place, Sealed item, Instant now) throws SQLException {
        var known = session.first(
                "select number, mark from synchronized where integrator = ? and endpoint = ? and kind = ? and id = ?",
                row -> new Known(row.number("number"), row.bytes("mark")),
                keys(place, item.id()));
        if (known.isEmpty()) {
            session.run("""
                    insert into synchronized (integrator, endpoint, kind, id, mark, sealed, changed_at)
                    values (?, ?, ?, ?, ?, ?, ?)""", keys(place, item.id(), item.mark(), item.content(), now));
            phones(session, place, session.lastNumber(), item);
        } else if (!Arrays.equals(known.get().mark(), item.mark())) {
            session.run(
                    "update synchronized set mark = ?, sealed = ?, changed_at = ? where number = ?",
                    item.mark(),
                    item.content(),
                    now,
                    known.get().number());
            session.run(
                    "delete from synchronized_phone where item = ?", known.get().number());
            phones(session, place, known.get().number(), item);
        }
    }

    private static void phones(Session session, Place place, long number, Sealed item) throws SQLException {
        for (var phone : item.phones()) {
            session.add(
                    "synchronized_phone (integrator, kind, mark, item) values (?, ?, ?, ?)",
                    place.integrator(),
                    place.kind().word(),
                    phone,
                    number);
        }
    }

    /** False when a page of the same synchronization began there before. */
    private static boolean move(Session session, Place place, Step step) throws SQLException {
        var fresh = step.cursor().isEmpty()
                || session.add(
                                "synchronization_cursor (integrator, endpoint, kind, mark) values (?, ?, ?, ?)",
                                keys(place, step.cursor().get()))
                        == 1;
        if (!fresh || step.cursor().isEmpty()) {
            session.run(
                    "delete from synchronization_cursor where integrator = ? and endpoint = ? and kind = ?",
                    keys(place));
        }
        session.run(
                "replace into synchronization (integrator, endpoint, kind, sealed) values (?, ?, ?, ?)",
                keys(place, fresh ? step.progress() : step.begunAnew()));
        return fresh;
    }

    @Override
    public List<Kept> list(Filter filter) {
        var phone = filter.phone().map(number -> rows.phone(filter.integrator(), filter.kind(), number));
        var values =
                new ArrayList<Object>(List.of(filter.integrator(), filter.kind().word(), filter.after()));
        var sql = new StringBuilder("""
                select number, endpoint, id, sealed, changed_at from synchronized
                where integrator = ? and kind = ? and number > ?""");
        filter.changedSince().ifPresent(time -> {
            sql.append(" and changed_at >= ?");
            values.add(time);
        });
        phone.ifPresent(mark -> {
            sql.append(" and number in (select item from synchronized_phone"
                    + " where integrator = ? and kind = ? and mark = ?)");
            values.addAll(List.of(filter.integrator(), filter.kind().word(), mark));
        });
        sql.append(" order by number limit ?");
        values.add(filter.limit());
        return readers.read(session -> session.list(sql.toString(), row -> kept(filter, row), values.toArray()));
    }

    private Kept kept(Filter filter, Row row) throws SQLException {
        var place = new Place(filter.integrator(), row.text("endpoint"), filter.kind());
        return new Kept(
                row.number("number"),
                place,
                row.text("id"),
                rows.content(place, row.text("id"), row.bytes("sealed")),
                row.time("changed_at"));
    }

    @Override
    public void forget(String integrator) {
        writer.write(session -> {
            for (var table :
                    List.of("synchronization", "synchronization_cursor", "synchronized_phone", "synchronized")) {
                session.run("delete from " + table + " where integrator = ?", integrator);
            }
            return true;
        });
    }
}
