package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Work on its way through the writer. */
final class Unit<T> {
    private final Work<T> work;
    private final Consumer<T> committed;
    private final Runnable failed;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private Optional<T> result = Optional.empty();

    /**
     * Takes work.
     *
     * @param committed runs on the writer's thread once the work is on disk, in the order of the commits
     * @param failed runs there when it could not be kept
     */
    Unit(Work<T> work, Consumer<T> committed, Runnable failed) {
        this.work = work;
        this.committed = committed;
        this.failed = failed;
    }

    void run(Session session) throws SQLException {
        result = Optional.of(work.in(session));
    }

    /** It is on disk; nobody who waits for it knows yet. */
    void committed() {
        result.ifPresent(value -> {
            try {
                committed.accept(value);
            } catch (RuntimeException failure) {
                outcome.completeExceptionally(failure);
            }
        });
    }

    /** Wakes who waits for it. */
    void tell() {
        result.ifPresent(outcome::complete);
    }

    void fail(Throwable cause) {
        failed.run();
        outcome.completeExceptionally(cause);
    }

    /** Waits until it is on disk. */
    T await() {
        try {
            return outcome.join();
        } catch (CompletionException failed) {
            throw Trouble.of(failed.getCause() == null ? failed : failed.getCause());
        }
    }
}
