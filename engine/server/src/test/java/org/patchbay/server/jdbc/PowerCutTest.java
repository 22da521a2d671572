package org.patchbay.server.jdbc;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.jdbc.Acknowledger.Way;
import org.patchbay.server.jdbc.CutLog.Unsynced;

/**
 * Cuts of the power at random moments of a process that accepts jobs: what no sync has covered is gone, or half of it. Everything the
 * process does to its files is written down by {@code cut.c} and replayed. {@code -Dpatchbay.long=true} cuts more often.
 */
class PowerCutTest {
    private static final int CUTS = Boolean.getBoolean("patchbay.long") ? 2_000 : 200;
    private static final int ACKNOWLEDGED = 1_500;
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_301L);

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    @Test
    void a_cut_of_the_power_loses_nothing_that_was_acknowledged_and_damages_nothing() throws Exception {
        var log = recorded(Way.DURABLE);

        assertThat(lossesIn(log, CUTS))
                .as("cuts after which something acknowledged was gone")
                .isZero();
    }

    @Test
    void a_store_that_does_not_sync_every_commit_is_caught() throws Exception {
        var log = recorded(Way.UNSYNCED);

        assertThat(lossesIn(log, CUTS / 5)).isGreaterThan(CUTS / 20);
    }

    /** What a process did until it had acknowledged enough. */
    private CutLog recorded(Way way) throws Exception {
        var data = Files.createDirectory(directory.resolve("data")).toRealPath();
        var log = directory.resolve("log");
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Acknowledger.class.getName(),
                data.toString(),
                way.name(),
                "run");
        builder.environment().put("LD_PRELOAD", shim().toString());
        builder.environment().put("CUT_ROOT", data.toString());
        builder.environment().put("CUT_LOG", log.toString());
        var child = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = child.inputReader()) {
            assertThat(lines.lines().limit(ACKNOWLEDGED)).hasSize(ACKNOWLEDGED);
        } finally {
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
        return CutLog.read(data, log);
    }

    private Path shim() throws Exception {
        var source = directory.resolve("cut.c");
        try (var text = PowerCutTest.class.getResourceAsStream("cut.c")) {
            Files.copy(text, source);
        }
        var library = directory.resolve("cut.so");
        try {
            var compiler = new ProcessBuilder(
                            "gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .start();
            var said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(compiler.waitFor()).as(said).isZero();
        } catch (IOException none) {
            Assumptions.abort("there is no C compiler to record a process with; install the Debian package gcc");
        }
        return library;
    }

    private int lossesIn(CutLog log, int cuts) throws IOException, SQLException {
        var losses = 0;
        for (var number = 0; number < cuts; number++) {
            var cut = random.nextInt(log.size());
            var unsynced = number % 2 == 0 ? Unsynced.DROPPED : Unsynced.HALF_KEPT;
            var left = Files.createDirectory(directory.resolve("cut" + number));
            log.replay(cut, unsynced, random, left);
            losses += isWhole(left, log, cut, number % 40 == 0) ? 0 : 1;
        }
        return losses;
    }

    private static boolean isWhole(Path left, CutLog log, int cut, boolean asAnEngine) throws SQLException {
        var acknowledged = log.printed(cut).stream()
                .map(line -> line.substring(0, line.length() - 2))
                .collect(toSet());
        var there = asAnEngine && !acknowledged.isEmpty() ? opened(left) : found(left);
        return there.containsAll(acknowledged);
    }

    /** Opens it as an engine does, with its key. */
    private static Set<String> opened(Path left) throws SQLException {
        SqliteStore.open(left, Optional.empty()).close();
        return found(left);
    }

    private static Set<String> found(Path left) throws SQLException {
        try (var session = DataDirectory.at(left).database().writing()) {
            assertThat(session.list("pragma integrity_check", row -> row.text("integrity_check")))
                    .containsExactly("ok");
            return Schema.has(session, "job")
                    ? session
                            .list(
                                    "select 'job ' || id line from job union all select 'revision ' || number from revision",
                                    row -> row.text("line"))
                            .stream()
                            .collect(toSet())
                    : Set.of();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
