package org.patchbay.server.jdbc;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What time it is in a database that several nodes share, whatever the clocks of the nodes say: asked for now and then, and told by the
 * monotonic clock in between. Thread-safe.
 */
final class DatabaseClock implements InstantSource {
    private static final String NOW = "select timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) * 1000 now";

    private final Readers readers;
    private volatile Look last;

    /** A clock that has just looked. */
    DatabaseClock(Readers readers) {
        this.readers = readers;
        this.last = look(readers);
    }

    /**
     * An answer of the database.
     *
     * @param nanos when it came, by the monotonic clock
     */
    private record Look(Instant time, long nanos) {}

    /** Asks the database once more. */
    void look() {
        last = look(readers);
    }

    /** The answer was made somewhere between question and receipt; the middle is wrong by half the way at most. */
    private static Look look(Readers readers) {
        return readers.read(session -> {
            var asked = System.nanoTime();
            var time = session.first(NOW, row -> row.time("now")).orElseThrow();
            return new Look(time, asked + (System.nanoTime() - asked) / 2);
        });
    }

    @Override
    public Instant instant() {
        var look = last;
        return look.time().plusNanos(System.nanoTime() - look.nanos());
    }
}
