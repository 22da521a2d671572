package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.patchbay.store.LocalLocks;
import org.patchbay.store.Locks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks that all nodes of a database share: first among the threads of this node, then by {@code GET_LOCK} on a connection of its own,
 * which the server gives up when the node dies. Thread-safe.
 */
final class MysqlLocks implements Locks {
    private static final Logger LOG = LoggerFactory.getLogger(MysqlLocks.class);
    /** So many connections may be held by locks; the work under them needs others. */
    private static final int MOST = 16;

    private final DataSource source;
    private final Runnable settled;
    private final Locks here = new LocalLocks();
    private final ScopedValue<Connection> held = ScopedValue.newInstance();
    private final Semaphore connections = new Semaphore(MOST, true);

    /**
     * Takes the locks of a database.
     *
     * @param settled returns when other nodes see all that was written under the lock
     */
    MysqlLocks(DataSource source, Runnable settled) {
        this.source = source;
        this.settled = settled;
    }

    @Override
    public <T> Optional<T> alone(String name, Duration patience, Supplier<T> work) {
        var end = System.nanoTime() + patience.toNanos();
        return here.alone(name, patience, () -> held.isBound() ? within(name, end, work) : everywhere(name, end, work))
                .flatMap(done -> done);
    }

    /** Whoever holds a lock takes another one on the same connection, so that nobody waits for a connection while he has one. */
    private <T> Optional<T> within(String name, long end, Supplier<T> work) {
        try {
            return locked(held.get(), key(name), end, work);
        } catch (SQLException failure) {
            throw Trouble.of(failure);
        }
    }

    private <T> Optional<T> everywhere(String name, long end, Supplier<T> work) {
        if (!entered(end)) {
            return Optional.empty();
        }
        try (var connection = source.getConnection()) {
            return ScopedValue.where(held, connection).call(() -> locked(connection, key(name), end, work));
        } catch (SQLException failure) {
            throw Trouble.of(failure);
        } finally {
            connections.release();
        }
    }

    private boolean entered(long end) {
        try {
            return connections.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> Optional<T> locked(Connection connection, String key, long end, Supplier<T> work) throws SQLException {
        if (!asked(connection, "SELECT GET_LOCK('" + key + "', " + seconds(end) + ")")) {
            return Optional.empty();
        }
        try {
            var result = work.get();
            settled.run();
            return Optional.of(result);
        } finally {
            release(connection, key);
        }
    }

    /** What was done is done, also when the server has ended the connection and the lock with it. */
    private static void release(Connection connection, String key) {
        try {
            asked(connection, "SELECT RELEASE_LOCK('" + key + "')");
        } catch (SQLException gone) {
            LOG.warn("lock.lost consequence=\"another node may have had it already: {}\"", gone.getMessage());
        }
    }

    /** Whole seconds that are left, as MySQL wants them. */
    private static long seconds(long end) {
        return Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime() + TimeUnit.SECONDS.toNanos(1) - 1));
    }

    private static boolean asked(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next() && row.getInt(1) == 1;
        }
    }

    /** Names of locks have at most 64 characters; a digest also needs no quoting. */
    private static String key(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "patchbay-" + HexFormat.of().formatHex(digest, 0, 24);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
