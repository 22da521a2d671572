package org.patchbay.server.jdbc;

import static org.patchbay.store.Samples.NOON;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.patchbay.exchange.Deadline;
import org.patchbay.store.Lanes;
import org.patchbay.store.Samples;

/**
 * Measures how many jobs a second are accepted, and worked off, for callers who each wait for the disk; next to it how often a second
 * the disk syncs a small file, as every figure depends on that.
 *
 * <p>Arguments: directory, callers, seconds.
 */
final class AcceptRate {
    private AcceptRate() {}

    public static void main(String[] arguments) throws IOException {
        var directory = Files.createTempDirectory(Path.of(arguments[0]), "rate");
        var callers = Integer.parseInt(arguments[1]);
        var time = Duration.ofSeconds(Integer.parseInt(arguments[2]));
        try (var store = SqliteStore.open(directory, Optional.empty())) {
            measure(store.lanes(), callers, time);
            System.out.printf("syncs/s of a small file: %d%n", syncs(directory));
            var accepted = measure(store.lanes(), callers, time);
            System.out.printf("accepts/s, %d callers: %d%n", callers, accepted / time.toSeconds());
            System.out.printf("syncs/s of a small file: %d%n", syncs(directory));
            System.out.printf(
                    "finishes/s, %d callers: %d%n", callers, finish(store.lanes(), callers, time) / time.toSeconds());
        }
    }

    private static int measure(Lanes lanes, int callers, Duration time) {
        var ids = new AtomicInteger((int) (System.nanoTime() >>> 8));
        return count(callers, time, () -> {
            var id = Integer.toHexString(ids.getAndIncrement());
            lanes.accept(List.of(Samples.job(id, id)));
            return 1;
        });
    }

    private static int finish(Lanes lanes, int callers, Duration time) {
        return count(callers, time, () -> {
            var jobs = lanes.claim(NOON, 1);
            jobs.forEach(job -> lanes.finish(job, Optional.empty()));
            return jobs.size();
        });
    }

    private static int count(int callers, Duration time, IntSupplier work) {
        var done = new AtomicInteger();
        var deadline = Deadline.in(time);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < callers; caller++) {
                threads.execute(() -> {
                    while (!deadline.passed()) {
                        done.addAndGet(work.getAsInt());
                    }
                });
            }
        }
        return done.get();
    }

    private static long syncs(Path directory) throws IOException {
        var deadline = Deadline.in(Duration.ofSeconds(1));
        var syncs = 0;
        try (var file =
                FileChannel.open(directory.resolve("sync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!deadline.passed()) {
                file.write(ByteBuffer.allocate(4096));
                file.force(false);
                syncs++;
            }
        }
        return syncs;
    }
}
