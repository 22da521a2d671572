package org.patchbay.server.jdbc;

import java.sql.SQLException;

/** Transactions of MySQL, begun again where they ran into another one. */
record MysqlTransactions(MysqlServer server) implements Transactions {
    private static final int TRIES = 8;
    /** Who stands still with a row does not hold up all others for longer than that. */
    private static final int WAITS = 2;

    @Override
    public <T> T write(Work<T> work) throws SQLException {
        var waits = 0;
        for (var attempt = 1; attempt < TRIES; attempt++) {
            try {
                return server.inTransaction(work);
            } catch (SQLException | RuntimeException failure) {
                waits += Trouble.isLockedOut(failure) ? 1 : 0;
                if (!Trouble.passes(failure) || waits == WAITS) {
                    throw failure;
                }
            }
        }
        return server.inTransaction(work);
    }

    /** Nobody can tell; what is read is not kept. */
    @Override
    public boolean othersWrote() {
        return false;
    }

    @Override
    public void close() {
        // The server is closed by whoever opened it.
    }
}
