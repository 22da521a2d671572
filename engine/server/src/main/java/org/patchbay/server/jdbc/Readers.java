package org.patchbay.server.jdbc;

/** Reads what is committed, without waiting for the writer. Thread-safe. */
interface Readers extends AutoCloseable {
    <T> T read(Work<T> work);

    @Override
    void close();
}
