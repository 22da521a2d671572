package org.patchbay.server.jdbc;

import java.sql.SQLException;

/** What a row becomes. */
@FunctionalInterface
interface Reading<T> {
    T of(Row row) throws SQLException;
}
