package org.patchbay.server.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Keeps a command going as long as its server shall run. */
final class Holding {
    private Holding() {}

    /** Says where the server answers. */
    static void announce(Terminal terminal, Running running, long begun) {
        terminal.err()
                .println("Patchbay " + Cli.version() + " answers at " + running.address() + "   " + running.summary()
                        + "   started in " + Show.time(Duration.ofNanos(System.nanoTime() - begun)));
    }

    /** Returns when this thread is interrupted; closes then, and also when the process is told to stop. */
    static Exit until(Runnable close) {
        var closing = new Thread(close, "stop");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Runtime.getRuntime().removeShutdownHook(closing);
            close.run();
        }
        return Exit.INTERRUPTED;
    }
}
