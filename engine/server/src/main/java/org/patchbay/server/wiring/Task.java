package org.patchbay.server.wiring;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A part of a start that is made while others are. */
final class Task<T> {
    private final FutureTask<T> future;

    private Task(FutureTask<T> future) {
        this.future = future;
    }

    static <T> Task<T> begun(String name, Supplier<T> work) {
        var future = new FutureTask<>(work::get);
        Thread.ofPlatform().daemon().name(name).start(future);
        return new Task<>(future);
    }

    /** Waits for what comes of it; throws what it threw. */
    T result() {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", interrupted);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a part of the server cannot be made", failure);
        }
    }
}
