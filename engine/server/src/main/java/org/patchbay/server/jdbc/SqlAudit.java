package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.patchbay.store.Audit;

/** The trail of changes. The row of its head is changed first, so that entries of several nodes follow each other. */
final class SqlAudit implements Audit {
    private static final String ENTRY = "select number, at, who, what, outcome, hash from audit";

    private final Writer writer;
    private final Readers readers;

    SqlAudit(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void add(Deed deed) {
        writer.write(session -> add(session, deed));
    }

    private static boolean add(Session session, Deed deed) throws SQLException {
        if (session.run("update audit_head set number = number + 1 where id = 1") == 0) {
            session.run("insert into audit_head (id, number, hash) values (1, 1, ?)", BEGINNING);
        }
        var head = session.first(
                        "select number, hash from audit_head where id = 1",
                        row -> new Head(row.number("number"), row.text("hash")))
                .orElseThrow();
        var hash = deed.hash(head.number(), head.hash());
        session.run("update audit_head set hash = ? where id = 1", hash);
        session.run(
                "insert into audit (number, at, who, what, outcome, hash) values (?, ?, ?, ?, ?, ?)",
                head.number(),
                deed.at(),
                deed.who(),
                deed.what(),
                deed.outcome(),
                hash);
        return true;
    }

    private record Head(long number, String hash) {}

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
