package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.wiring.BareEngine.Way;

/**
 * Kills engines under load until those on files and those on databases were killed 200 times each, and 1,000 times with
 * {@code -Dpatchbay.long=true}; {@code -Dpatchbay.seed} begins elsewhere. Each process has some engines, each with a store, a load and a
 * partner of its own, so that one kill finds each of them somewhere else. What surrounds the engine in a server is killed in {@link KillsTest}.
 */
class ManyKillsTest {
    private static final int KILLS =
            Integer.getInteger("patchbay.kills", Boolean.getBoolean("patchbay.long") ? 1_000 : 200);
    /** Stores of each kind, with as many engines in each process. */
    private static final int STORES = 5;

    private static final int LIVES = (KILLS + STORES - 1) / STORES;
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_304L);

    @TempDir
    Path directory;

    @Test
    void whatever_was_accepted_is_kept_and_done_in_its_order_whenever_an_engine_is_killed() throws Exception {
        var files = IntStream.range(0, STORES)
                .mapToObj(number -> store("file" + number, Optional.empty(), Way.DURABLE))
                .toList();
        var databases = IntStream.range(0, STORES)
                .mapToObj(number -> store("database" + number, database(), Way.DURABLE))
                .toList();
        try (var run = new KillRun(
                SEED, Stream.concat(files.stream(), databases.stream()).toList())) {
            var begun = System.nanoTime();
            run.kill(LIVES);
            run.finish();

            System.out.println("MEASURED " + LIVES + " processes killed in "
                    + (System.nanoTime() - begun) / 1_000_000_000L + " s");
            new KilledStores("files", files).compare();
            new KilledStores("databases", databases).compare();
        }
    }

    private static Optional<String> database() {
        return Optional.of(MysqlForTests.shared().database());
    }

    private KilledStore store(String name, Optional<String> database, Way way) {
        return new KilledStore(name, SEED + name.hashCode(), directory.resolve(name), database, way);
    }

    @Test
    void would_be_caught_if_something_was_said_to_be_kept_too_early() throws Exception {
        var store = store("file", Optional.empty(), Way.HASTY);
        try (var run = new KillRun(SEED, List.of(store))) {
            run.kill(Math.max(LIVES, 100));

            assertThat(store.isWhole()).isFalse();
        }
    }

    @Test
    void what_comes_out_of_turn_would_be_noticed() {
        try (var partner = new Counterpart(SEED, 0)) {
            partner.asked(1, "c", 0, "k0");
            partner.asked(2, "c", 0, "k0");
            partner.asked(2, "c", 1, "k1");
            assertThat(partner.outOfTurn()).isEmpty();
            assertThat(partner.repeated()).isEqualTo(1);

            partner.asked(2, "c", 1, "k1");
            partner.asked(3, "c", 0, "k0");
            partner.asked(3, "d", 0, "k1");
            assertThat(partner.outOfTurn()).hasSize(3);
            assertThat(partner.has("d", 1)).isFalse();
        }
    }
}
