package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** A few sessions of SQLite that read what is committed, without waiting for the writer. */
final class SqliteReaders implements Readers {
    private static final int AT_ONCE = 8;

    private final SqliteFile database;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    SqliteReaders(SqliteFile database) {
        this.database = database;
    }

    @Override
    public <T> T read(Work<T> work) {
        permits.acquireUninterruptibly();
        try {
            return readInTurn(work);
        } catch (SQLException failure) {
            throw Trouble.of(failure);
        } finally {
            permits.release();
        }
    }

    private <T> T readInTurn(Work<T> work) throws SQLException {
        if (closed) {
            throw Trouble.closed();
        }
        var waiting = idle.poll();
        var session = waiting == null ? database.reading() : waiting;
        try {
            return work.in(session);
        } finally {
            idle.add(session);
        }
    }

    @Override
    public void close() {
        permits.acquireUninterruptibly(AT_ONCE);
        try {
            closed = true;
            for (var session = idle.poll(); session != null; session = idle.poll()) {
                session.close();
            }
        } catch (SQLException failure) {
            throw Trouble.of(failure);
        } finally {
            permits.release(AT_ONCE);
        }
    }
}
