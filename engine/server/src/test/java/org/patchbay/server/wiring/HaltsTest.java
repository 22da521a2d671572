package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.jdbc.MysqlForTests;

/**
 * Ends a server at each of the known places between an event and what becomes of it, one after the other, under load. The two places
 * around a token are where {@code TokenKillTest} ends a process.
 */
class HaltsTest {
    private static final List<String> PLACES = List.of(
            "after-validate",
            "after-insert-before-commit",
            "after-commit-before-ack",
            "after-ack",
            "after-claim-before-commit",
            "after-claim-commit",
            "before-first-byte",
            "after-last-byte-before-answer",
            "after-answer-before-mark",
            "after-mark-before-lane-release");
    private static final int ROUNDS = Boolean.getBoolean("patchbay.long") ? 10 : 1;
    private static final int CALLS = 4;
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_301L);

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    @Test
    void nothing_is_lost_wherever_a_server_on_a_file_ends() throws Exception {
        ends(Optional.empty());
    }

    @Test
    void nothing_is_lost_wherever_a_server_on_a_database_ends() throws Exception {
        ends(Optional.of(MysqlForTests.shared().database()));
    }

    private void ends(Optional<String> database) throws Exception {
        var enough = new AtomicBoolean();
        try (var trial = new Trial(directory, SEED, CALLS)) {
            trial.begin(_ -> !enough.get());
            for (var round = 0; round < ROUNDS; round++) {
                for (var place : PLACES) {
                    halt(trial, database, place + "#" + (1 + random.nextInt(5)));
                }
            }
            trial.up.add(trial.start(database));
            enough.set(true);
            trial.awaitEnd();

            trial.compare(ROUNDS * PLACES.size());
        }
    }

    private static void halt(Trial trial, Optional<String> database, String place) throws IOException {
        var node = trial.start(database, "-Dpatchbay.halt-at=" + place);
        trial.up.add(node);
        assertThat(node.ended()).as(place).isEqualTo(NodeProcess.HALTED);
        trial.up.remove(node);
    }
}
