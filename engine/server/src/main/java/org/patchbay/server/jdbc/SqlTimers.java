package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.store.Timers;

/** Times of what runs by itself, in their table. */
final class SqlTimers implements Timers {
    private final Writer writer;
    private final Readers readers;

    SqlTimers(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Instant> due(Timer timer) {
        return readers.read(session -> session.first(
                "select due from timer where integrator = ? and endpoint = ? and trigger_name = ?",
                row -> row.time("due"),
                timer.integrator(),
                timer.endpoint(),
                timer.trigger()));
    }

    @Override
    public boolean move(Timer timer, Optional<Instant> seen, Instant next) {
        return writer.write(
                session -> seen.isPresent() ? moved(session, timer, seen.get(), next) : set(session, timer, next));
    }

    @Override
    public void forget(String integrator) {
        writer.write(session -> session.run("delete from timer where integrator = ?", integrator));
    }

    /** Of several who saw the same time, one moves it. */
    private static boolean moved(Session session, Timer timer, Instant seen, Instant next) throws SQLException {
        return session.run(
                        "update timer set due = ? where integrator = ? and endpoint = ? and trigger_name = ? and due = ?",
                        next,
                        timer.integrator(),
                        timer.endpoint(),
                        timer.trigger(),
                        seen)
                == 1;
    }

    private static boolean set(Session session, Timer timer, Instant due) throws SQLException {
        return session.add(
                        "timer (integrator, endpoint, trigger_name, due) values (?, ?, ?, ?)",
                        timer.integrator(),
                        timer.endpoint(),
                        timer.trigger(),
                        due)
                == 1;
    }
}
