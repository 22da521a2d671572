package org.patchbay.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.patchbay.server.admin.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes documents when they change: told by the file system where it can tell, and by looking every two seconds. */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMillis(150);
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(2);
    private static final int DEPTH = 20;
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final Path directory;
    private final Configuration configuration;
    private final Optional<WatchService> service;
    private final Thread thread;
    private volatile boolean closed;
    private Footprint seen;

    private Watcher(Path directory, Configuration configuration) {
        this.directory = directory;
        this.configuration = configuration;
        this.seen = Footprint.of(directory);
        this.service = service(directory);
        this.thread = Thread.ofPlatform().daemon().name("watcher").unstarted(this::watch);
    }

    /** Watches from now on. */
    static Watcher start(Path directory, Configuration configuration) {
        var watcher = new Watcher(directory, configuration);
        watcher.thread.start();
        return watcher;
    }

    /** Some file systems cannot tell, or not for so many directories: then looking has to do. */
    private static Optional<WatchService> service(Path directory) {
        try {
            return Optional.of(directory.getFileSystem().newWatchService());
        } catch (IOException | UnsupportedOperationException cannot) {
            LOG.info("config.watch changes are found by looking every {}: {}", LOOK_EVERY, cannot.getMessage());
            return Optional.empty();
        }
    }

    private void watch() {
        service.ifPresent(this::register);
        while (!closed) {
            try {
                if (await(LOOK_EVERY)) {
                    settle();
                }
                look();
            } catch (InterruptedException | ClosedWatchServiceException over) {
                return;
            } catch (RuntimeException fault) {
                LOG.error("config.watch a change could not be taken; the live revision goes on", fault);
            }
        }
    }

    /** True when something was told within that time. */
    private boolean await(Duration time) throws InterruptedException {
        if (service.isEmpty()) {
            Thread.sleep(time);
            return false;
        }
        return Optional.ofNullable(service.get().poll(time.toMillis(), TimeUnit.MILLISECONDS))
                .map(Watcher::forget)
                .isPresent();
    }

    private static WatchKey forget(WatchKey key) {
        key.pollEvents();
        key.reset();
        return key;
    }

    /** Waits until nothing was told for a moment, so that a change of many files is one change. */
    private void settle() throws InterruptedException {
        var end = System.nanoTime() + LONGEST_SETTLING.toNanos();
        var told = true;
        while (told && System.nanoTime() - end < 0) {
            told = await(SETTLE);
        }
    }

    private void look() {
        var now = Footprint.of(directory);
        if (!now.equals(seen)) {
            seen = now;
            service.ifPresent(this::register);
            configuration.reload("watch");
        }
    }

    /** Directories that are watched already stay so. */
    private void register(WatchService watching) {
        try (var entries = Files.find(directory, DEPTH, (_, attributes) -> attributes.isDirectory())) {
            for (var entry : (Iterable<Path>) entries::iterator) {
                entry.register(watching, KINDS);
            }
        } catch (IOException | UncheckedIOException gone) {
            LOG.info("config.watch {} is found by looking every {}", gone.getMessage(), LOOK_EVERY);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (service.isPresent()) {
                service.get().close();
            }
        } catch (IOException harmless) {
            LOG.info("config.watch {}", harmless.getMessage());
        }
    }
}
