package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.jdbc.MysqlForTests;

/**
 * Kills and stops whole servers at random moments under load, and compares what was accepted with what a partner got, which answers
 * 500 to three requests of ten. {@code -Dpatchbay.long=true} does more of it, {@code -Dpatchbay.seed} begins elsewhere.
 */
class KillsTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final int CALLS = LONG ? 100 : 10;
    private static final int EVENTS = LONG ? 100 : 12;
    private static final int KILLS = LONG ? Integer.getInteger("patchbay.kills", 200) : 2;
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_301L);

    private final Random random = new Random(SEED);
    private Trial trial;

    @TempDir
    Path directory;

    @BeforeEach
    void opens() throws IOException {
        trial = new Trial(directory, SEED, CALLS);
    }

    @AfterEach
    void ends_everything() {
        trial.close();
    }

    @Test
    void a_server_that_is_killed_loses_nothing_that_it_accepted_and_keeps_its_order() throws Exception {
        killed(Optional.empty());
    }

    @Test
    @EnabledIfSystemProperty(named = "patchbay.long", matches = "true")
    void the_same_on_a_database() throws Exception {
        killed(Optional.of(MysqlForTests.shared().database()));
    }

    private void killed(Optional<String> database) throws Exception {
        trial.up.add(trial.start(database));
        trial.begin(number -> number < EVENTS);
        for (var kill = 1; kill <= KILLS; kill++) {
            trial.awaitAccepted(moment(kill));
            trial.up.removeFirst().kill();
            trial.up.add(trial.start(database));
        }
        trial.awaitEnd();

        compare(KILLS);
    }

    @Test
    void what_is_told_to_end_ends_within_30_seconds_and_what_it_leaves_is_done_by_the_next() throws Exception {
        trial.up.add(trial.start(Optional.empty()));
        trial.begin(number -> number < EVENTS);
        trial.awaitAccepted(CALLS * EVENTS / 3);
        var begun = System.nanoTime();
        assertThat(trial.up.removeFirst().terminate()).isEqualTo(143);
        assertThat((System.nanoTime() - begun) / 1_000_000_000L).isLessThan(30);
        trial.up.add(trial.start(Optional.empty()));
        trial.awaitEnd();

        compare(0);
    }

    @Test
    void the_order_and_the_loss_would_be_noticed() {
        var recorder = new Recorder(SEED, 0.3);
        recorder.begin("c", 0, "k0");
        recorder.record("c", 0, "k0");
        assertThat(recorder.early()).isEmpty();

        recorder.begin("c", 2, "k2");
        recorder.record("c", 2, "k2");
        recorder.record("c", 2, "k2");

        assertThat(recorder.early()).singleElement().asString().startsWith("k2");
        assertThat(recorder.overlaps()).containsExactly(new Recorder.Overlap("k2", "k0"));
        assertThat(recorder.repeated()).containsExactly(Map.entry("k2", 1));
        assertThat(recorder.has("c", 1)).isFalse();
    }

    private int moment(int kill) {
        return kill * CALLS * EVENTS / (KILLS + 2) + random.nextInt(CALLS);
    }

    private void compare(int blows) {
        assertThat(trial.ledger.accepted).hasSize(CALLS * EVENTS);
        trial.compare(blows);
        if (LONG) {
            System.out.println("MEASURED " + blows + " blows: " + trial.told());
        }
    }
}
