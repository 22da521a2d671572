package org.patchbay.server.jdbc;

import java.sql.SQLException;

/** Transactions of SQLite on the one session that writes. */
final class SqliteTransactions implements Transactions {
    private final Session session;
    private final SameFile file;
    private final OtherProcesses others;

    SqliteTransactions(Session session, SameFile file) {
        this.session = session;
        this.file = file;
        this.others = new OtherProcesses(session);
    }

    @Override
    public <T> T write(Work<T> work) throws SQLException {
        try {
            session.run("begin immediate");
            var result = work.in(session);
            file.check();
            session.run("commit");
            return result;
        } catch (SQLException | RuntimeException | Error failure) {
            session.rollBack();
            throw failure;
        }
    }

    @Override
    public boolean othersWrote() {
        return others.wrote();
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
