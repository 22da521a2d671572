package org.patchbay.server.jdbc;

import java.sql.SQLException;

/** Statements that belong together. May run more than once before it takes effect, so it touches nothing but the session. */
@FunctionalInterface
interface Work<T> {
    T in(Session session) throws SQLException;
}
