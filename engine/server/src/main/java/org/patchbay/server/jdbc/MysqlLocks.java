package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

/**
 * Locks that all nodes of a database share: first among the threads of this node, then by {@code GET_LOCK} on a connection of its own,
 * which the server gives up when the node dies. Thread-safe.
 */
final class MysqlLocks implements Locks {
    /** So many connections may be held by locks; the work under them needs others. */
    private static final int MOST = 16;

    private final DataSource source;
    private final Runnable settled;
    private final Locks here = new LocalLocks();
    private final ScopedValue<HeldLocks> held = ScopedValue.newInstance();
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
        if (held.isBound()) {
            held.get().wanted(key(name));
        }
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
            var locks = new HeldLocks(connection, settled);
            return ScopedValue.where(held, locks).call(() -> locked(locks, key(name), end, work));
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

    private static <T> Optional<T> locked(HeldLocks locks, String key, long end, Supplier<T> work) throws SQLException {
        if (!locks.enter(key, end)) {
            return Optional.empty();
        }
        try (var _ = locks.entered()) {
            return Optional.of(work.get());
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
