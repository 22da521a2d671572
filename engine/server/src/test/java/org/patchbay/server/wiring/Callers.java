package org.patchbay.server.wiring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Four callers that call and call, each call with a number of its own, until they are closed. */
final class Callers implements AutoCloseable {
    private static final int CALLERS = 4;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Callers(IntConsumer call) {
        for (var caller = 0; caller < CALLERS; caller++) {
            threads.execute(() -> {
                while (!over.get()) {
                    call.accept(calls.incrementAndGet());
                }
            });
        }
    }

    /** Returns when each of them has called a few times more. */
    void goOn() {
        var wanted = calls.get() + 3 * CALLERS;
        Site.until(() -> calls.get() >= wanted);
    }

    @Override
    public void close() {
        over.set(true);
        threads.close();
    }
}
