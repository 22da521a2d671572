package org.patchbay.server.jdbc;

import java.sql.SQLException;

/** Transactions of SQLite on the one session that writes. */
final class SqliteTransactions implements Transactions {
    private final Session session;
    private final OtherProcesses others;

    SqliteTransactions(Session session) {
        this.session = session;
        this.others = new OtherProcesses(session);
    }

    @Override
    public <T> T write(Work<T> work) throws SQLException {
        try {
            session.run("begin immediate");
            var result = work.in(session);
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
