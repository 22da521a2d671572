package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.Comparator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.patchbay.store.StoreUnavailable;

/** The tables, as numbered migrations make them. */
record Schema(DataSource source, Session session) {
    /** Number of the newest migration; a test holds it to the files. */
    static final int NEWEST = 20;

    /** Brings the tables up to date. One process at a time. */
    void update() throws SQLException {
        var number = number(session);
        if (number > NEWEST) {
            throw new StoreUnavailable("the store was written by a newer Patchbay (schema " + number
                    + "); this one knows schemas up to " + NEWEST);
        }
        if (number < NEWEST) {
            migrate();
        }
    }

    /** Number of the newest migration that was made; 0 for none. */
    static int number(Session session) throws SQLException {
        if (!has(session, "flyway_schema_history")) {
            return 0;
        }
        return session
                .list(
                        "select version from flyway_schema_history where success = 1 and version is not null",
                        row -> Integer.parseInt(row.text("version")))
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    static boolean has(Session session, String table) throws SQLException {
        return session.first(session.flavour().tableCalled(), row -> true, table)
                .isPresent();
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations(session.flavour().migrations())
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            var why = Trouble.reason(failure).map(reason -> ": " + reason).orElse("");
            throw new StoreUnavailable("the tables of the store cannot be brought up to date" + why, failure);
        }
    }
}
