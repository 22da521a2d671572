package org.patchbay.server.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The locks of one thread on its connection, each taken while the one before it is held. The one that was left last stays held until
 * another one is wanted or left: who changes a call twice in a row asks the server once. For one thread.
 */
final class HeldLocks {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLocks.class);

    private final Connection connection;
    private final Runnable settled;
    private final Deque<String> keys = new ArrayDeque<>();
    private Optional<String> left = Optional.empty();

    /**
     * Holds none yet.
     *
     * @param settled returns when other nodes see all that was written under a lock
     */
    HeldLocks(Connection connection, Runnable settled) {
        this.connection = connection;
        this.settled = settled;
    }

    /** Before one waits for that lock in any way: whoever waits holds nothing that he does not work under. */
    void wanted(String key) {
        if (!left.equals(Optional.of(key))) {
            giveBack(left.stream());
        }
    }

    /** Waits for a lock that was {@link #wanted} until then; false when it was not to be had. */
    boolean enter(String key, long end) throws SQLException {
        var own = keys.contains(key) || left.equals(Optional.of(key));
        var had = own || asked("SELECT GET_LOCK('" + key + "', " + seconds(end) + ")");
        if (had) {
            left = Optional.empty();
            keys.push(key);
        }
        return had;
    }

    /** To be closed when the lock that was entered last is not needed any more. */
    Scope entered() {
        return this::leave;
    }

    /** A lock that somebody works under. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** With the first lock everything is given back. */
    private void leave() {
        var key = keys.pop();
        if (keys.contains(key)) {
            return;
        }
        if (keys.isEmpty()) {
            giveBack(Stream.concat(left.stream(), Stream.of(key)));
        } else {
            giveBack(left.stream());
            left = Optional.of(key);
        }
    }

    private void giveBack(Stream<String> some) {
        var releases = some.map(key -> "RELEASE_LOCK('" + key + "')").toList();
        left = Optional.empty();
        if (!releases.isEmpty()) {
            try {
                settled.run();
            } finally {
                release(String.join(", ", releases));
            }
        }
    }

    /** What was done is done, also when the server has ended the connection and the locks with it. */
    private void release(String releases) {
        try {
            asked("SELECT " + releases);
        } catch (SQLException gone) {
            LOG.warn("lock.lost consequence=\"another node may have had it already: {}\"", gone.getMessage());
        }
    }

    /** Whole seconds that are left, as MySQL wants them. */
    private static long seconds(long end) {
        return Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime() + TimeUnit.SECONDS.toNanos(1) - 1));
    }

    private boolean asked(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next() && row.getInt(1) == 1;
        }
    }
}
