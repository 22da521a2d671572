package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.wiring.BareEngine.Way;

/**
 * Kills engines under load, on a file and on a database at the same time, 40 times, and 1,000 times with {@code -Dpatchbay.long=true}; {@code -Dpatchbay.seed}
 * begins elsewhere. What surrounds the engine in a server is killed in {@link KillsTest}.
 */
class ManyKillsTest {
    private static final int KILLS =
            Integer.getInteger("patchbay.kills", Boolean.getBoolean("patchbay.long") ? 1_000 : 40);
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_304L);

    @TempDir
    Path directory;

    @Test
    void whatever_was_accepted_is_kept_and_done_in_its_order_whenever_an_engine_is_killed() throws Exception {
        var stores = List.of(
                store("file", Optional.empty(), Way.DURABLE),
                store("database", Optional.of(MysqlForTests.shared().database()), Way.DURABLE));
        try (var run = new KillRun(SEED, stores)) {
            var begun = System.nanoTime();
            run.kill(KILLS);
            run.finish();

            System.out.println("MEASURED kills: " + (System.nanoTime() - begun) / 1_000_000_000L + " s");
            stores.forEach(store -> System.out.println("MEASURED " + store.told()));
            stores.forEach(KilledStore::compare);
        }
    }

    private KilledStore store(String name, Optional<String> database, Way way) {
        return new KilledStore(name, SEED, directory.resolve(name), database, way);
    }

    @Test
    void would_be_caught_if_something_was_said_to_be_kept_too_early() throws Exception {
        var store = store("file", Optional.empty(), Way.HASTY);
        try (var run = new KillRun(SEED, List.of(store))) {
            run.kill(Math.max(KILLS, 100));

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
