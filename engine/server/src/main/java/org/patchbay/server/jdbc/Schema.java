package org.patchbay.server.jdbc;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.patchbay.store.StoreUnavailable;

/** The tables, as numbered migrations make them. */
final class Schema {
    /** Number of the newest migration; a test holds it to the files. */
    static final int NEWEST = 2;

    private static final String MIGRATIONS = "classpath:org/patchbay/server/jdbc/sqlite";

    private Schema() {}

    /** Brings the tables up to date. One process at a time. */
    static void update(Database database, Session session) throws SQLException {
        var number = number(session);
        if (number > NEWEST) {
            throw new StoreUnavailable("the store was written by a newer Patchbay (schema " + number
                    + "); this one knows schemas up to " + NEWEST);
        }
        if (number < NEWEST) {
            migrate(database);
        }
    }

    /** Number of the newest migration that was made; 0 for none. */
    static int number(Session session) throws SQLException {
        if (!has(session, "flyway_schema_history")) {
            return 0;
        }
        var made =
                "select coalesce(max(cast(version as integer)), 0) number from flyway_schema_history where success = 1";
        return session.first(made, row -> row.smallNumber("number")).orElse(0);
    }

    static boolean has(Session session, String table) throws SQLException {
        return session.first("select name from sqlite_schema where type = 'table' and name = ?", row -> true, table)
                .isPresent();
    }

    private static void migrate(Database database) {
        try {
            Flyway.configure()
                    .dataSource(database.source())
                    .locations(MIGRATIONS)
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new StoreUnavailable("the tables of the store cannot be brought up to date", failure);
        }
    }
}
