package org.patchbay.server.jdbc;

import java.sql.SQLException;

/** Transactions that write. For one thread at a time. */
interface Transactions extends AutoCloseable {
    /** Does the work in one transaction: it is on disk when this returns, and nothing of it happened when this throws. */
    <T> T write(Work<T> work) throws SQLException;

    /** True when others have written since this was asked last. */
    boolean othersWrote();

    @Override
    void close() throws SQLException;
}
