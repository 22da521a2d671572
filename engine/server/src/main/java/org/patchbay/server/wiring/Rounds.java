package org.patchbay.server.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.server.admin.About;
import org.patchbay.server.admin.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done again and again: showing that this node lives, following other nodes' revisions, letting go of what is old. */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final String LATE = "node.beat other nodes may see an old state of this one";
    private static final Duration LET_GO = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofHours(1);
    /** A node may be started more often than it sweeps. */
    private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);

    private final Engine engine;
    private final Configuration configuration;
    private final About about;
    private final boolean shared;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("rounds").factory());

    /** @param shared whether other nodes may work on the same store */
    Rounds(Engine engine, Configuration configuration, About about, boolean shared) {
        this.engine = engine;
        this.configuration = configuration;
        this.about = about;
        this.shared = shared;
    }

    void start() {
        if (shared) {
            tried(LATE, this::beat);
            every(BEAT, BEAT, LATE, this::beat);
            every(
                    LET_GO,
                    LET_GO,
                    "executions.kept what other nodes have ended stays in memory a while longer",
                    engine::letGo);
        }
        every(FIRST_SWEEP, SWEEP, "store.sweep what is old stays a while longer", engine::forget);
    }

    private void every(Duration first, Duration time, String consequence, Runnable work) {
        var _ = threads.scheduleWithFixedDelay(
                () -> tried(consequence, work), first.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void tried(String consequence, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.warn("{}: {}", consequence, failure.getMessage());
        }
    }

    private void beat() {
        configuration.follow();
        var serving = engine.live().map(Live::number).orElse(0L);
        engine.tools().store().nodes().beat(about.node(), serving);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (shared) {
            try {
                engine.tools().store().nodes().leave();
            } catch (RuntimeException gone) {
                LOG.info("node.leave other nodes will notice by themselves: {}", gone.getMessage());
            }
        }
    }
}
