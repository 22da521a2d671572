package org.patchbay.server.jdbc;

/** Reads through the pool. */
record MysqlReaders(MysqlServer server) implements Readers {
    @Override
    public <T> T read(Work<T> work) {
        try {
            return server.reading(work);
        } catch (RuntimeException failure) {
            throw Trouble.of(failure);
        }
    }

    @Override
    public void close() {
        // The server is closed by whoever opened it.
    }
}
