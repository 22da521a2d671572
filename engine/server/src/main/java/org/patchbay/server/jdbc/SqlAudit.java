package org.patchbay.server.jdbc;

import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.Audit;

/**
 * The trail of changes. The row of its head is changed first, so that entries of several nodes follow each other. The head is sealed with
 * a key that the database does not have; one that somebody else has written is never sealed again (decision 0109).
 */
final class SqlAudit implements Audit {
    private static final String ENTRY = "select number, at, who, what, outcome, hash from audit";
    private static final String HEAD = "select number, hash, mark from audit_head where id = 1";

    private final Writer writer;
    private final Readers readers;
    private final Marks marks;

    SqlAudit(Writer writer, Readers readers, Marks marks) {
        this.writer = writer;
        this.readers = readers;
        this.marks = marks;
    }

    /** Seals the head as it stands, in a store where none was sealed before. */
    static void seal(Session session, Marks marks) throws SQLException {
        begin(session);
        var sealed = false;
        while (!sealed) {
            var end = session.first(HEAD, SqlAudit::end).orElseThrow();
            sealed = session.run(
                            "update audit_head set mark = ? where id = 1 and number = ? and hash = ?",
                            end.mark(marks),
                            end.number(),
                            end.hash())
                    == 1;
        }
    }

    @Override
    public void add(Deed deed) {
        writer.write(session -> add(session, deed));
    }

    private boolean add(Session session, Deed deed) throws SQLException {
        var number = "update audit_head set number = number + 1 where id = 1";
        if (session.run(number) == 0) {
            begin(session);
            session.run(number);
        }
        var end = session.first(HEAD, SqlAudit::end).orElseThrow().before();
        var last = end.isSealed(marks) ? end : newest(session);
        var next = new End(last.number() + 1, deed.hash(last.number() + 1, last.hash()), Optional.empty());
        session.run(
                "update audit_head set number = ?, hash = ?, mark = ? where id = 1",
                next.number(),
                next.hash(),
                end.isSealed(marks) ? Optional.of(next.mark(marks)) : Optional.empty());
        session.run(
                "insert into audit (number, at, who, what, outcome, hash) values (?, ?, ?, ?, ?, ?)",
                next.number(),
                deed.at(),
                deed.who(),
                deed.what(),
                deed.outcome(),
                next.hash());
        return true;
    }

    private static void begin(Session session) throws SQLException {
        session.add("audit_head (id, number, hash) values (1, 0, ?)", BEGINNING);
    }

    /** The head is not to be believed: the trail goes on after what is there. */
    private static End newest(Session session) throws SQLException {
        return session.first(
                        "select number, hash from audit order by number desc limit 1",
                        row -> new End(row.number("number"), row.text("hash"), Optional.empty()))
                .orElse(End.NONE);
    }

    /** The row of the head. */
    private record End(long number, String hash, Optional<byte[]> mark) {
        private static final Vault.Place PLACE = Vault.Place.of("audit_head");
        private static final End NONE = new End(0, BEGINNING, Optional.empty());

        byte[] mark(Marks marks) {
            return marks.of(PLACE, number + " " + hash);
        }

        boolean isSealed(Marks marks) {
            return mark.filter(given -> MessageDigest.isEqual(given, mark(marks)))
                    .isPresent();
        }

        End before() {
            return new End(number - 1, hash, mark);
        }
    }

    private static End end(Row row) throws SQLException {
        return new End(row.number("number"), row.text("hash"), row.maybeBytes("mark"));
    }

    @Override
    public Head head() {
        var end = readers.read(session -> session.first(HEAD, SqlAudit::end)).orElse(End.NONE);
        return new Head(end.number(), end.hash(), end.isSealed(marks));
    }

    @Override
    public List<Entry> list(long before, int limit) {
        return readers.read(session ->
                session.list(ENTRY + " where number < ? order by number desc limit ?", SqlAudit::entry, before, limit));
    }

    @Override
    public List<Entry> oldest(long after, int limit) {
        return readers.read(session ->
                session.list(ENTRY + " where number > ? order by number limit ?", SqlAudit::entry, after, limit));
    }

    private static Entry entry(Row row) throws SQLException {
        var deed = new Deed(row.time("at"), row.text("who"), row.text("what"), row.text("outcome"));
        return new Entry(row.number("number"), deed, row.text("hash"));
    }
}
