package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.store.Timers;

/** Times of what runs by itself, in their table. */
final class SqliteTimers implements Timers {
    private static final String DUE =
            "select due from timer where integrator = ? and endpoint = ? and trigger_name = ?";

    private final Writer writer;
    private final Readers readers;

    SqliteTimers(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Instant> due(Timer timer) {
        return readers.read(session -> due(session, timer));
    }

    private static Optional<Instant> due(Session session, Timer timer) throws SQLException {
        return session.first(DUE, row -> row.time("due"), timer.integrator(), timer.endpoint(), timer.trigger());
    }

    @Override
    public boolean move(Timer timer, Optional<Instant> seen, Instant next) {
        return writer.write(session -> {
            if (!due(session, timer).equals(seen)) {
                return false;
            }
            session.run(
                    "insert or replace into timer (integrator, endpoint, trigger_name, due) values (?, ?, ?, ?)",
                    timer.integrator(),
                    timer.endpoint(),
                    timer.trigger(),
                    next);
            return true;
        });
    }
}
