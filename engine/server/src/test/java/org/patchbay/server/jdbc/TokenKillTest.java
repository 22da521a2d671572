package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.server.wiring.Jvm;

/** Kills a process around the renewal of a token whose refresh token works once (promise 25). */
class TokenKillTest {
    private static final int KILLS = Integer.getInteger("patchbay.kills", 10);
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_301L);
    private static final int FOREVER = 1_000_000;
    private static final int FEW = 20;

    private final Random random = new Random(SEED);
    private StrictIdp idp;

    @TempDir
    Path directory;

    @BeforeEach
    void open() throws IOException {
        idp = new StrictIdp();
    }

    @AfterEach
    void close() {
        idp.close();
    }

    @Test
    void a_token_that_was_written_and_not_yet_used_serves_after_a_restart() throws Exception {
        connect();
        halted("after-persist-before-use");

        var said = run(FEW);

        assertThat(said).first().isEqualTo("state active .");
        assertThat(said.subList(1, said.size())).containsOnly("answer succeeded .");
        assertThat(idp.reuses()).isZero();
    }

    @Test
    void a_token_that_was_answered_and_not_written_ends_in_reauth_required_and_no_loop() throws Exception {
        connect();
        halted("after-token-refresh-answer-before-persist");

        var said = run(FEW);
        var asked = idp.tokenRequests();
        var later = run(FEW);

        assertThat(said).contains("answer failed .").last().isEqualTo("answer nothing-to-do .");
        assertThat(idp.reuses()).isEqualTo(1);
        assertThat(idp.avoidableReuses()).isZero();
        assertThat(later).first().isEqualTo("state reauth-required .");
        assertThat(idp.tokenRequests()).isEqualTo(asked);
    }

    /** Wherever it ends but between the answer and the disk, the token that is to be used next was never shown. */
    @ParameterizedTest
    @ValueSource(strings = {"after-persist-before-use", "before-first-byte"})
    void no_refresh_token_is_used_twice_when_the_process_ends_there_the_nth_time(String failpoint) throws Exception {
        connect();
        for (var halt = 0; halt < Math.max(3, KILLS / 5); halt++) {
            var nth = 1 + random.nextInt(12);
            halted(failpoint + "#" + nth);
        }

        assertThat(idp.reuses()).isZero();
        assertThat(run(FEW)).last().isEqualTo("answer succeeded .");
    }

    @Test
    void no_refresh_token_is_used_twice_when_its_successor_was_in_use_wherever_the_kill_comes() throws Exception {
        connect();
        for (var kill = 0; kill < KILLS && idp.reuses() == 0; kill++) {
            killed(1 + random.nextInt(300));
        }

        assertThat(idp.avoidableReuses()).isZero();
        assertThat(idp.tokenRequests()).isGreaterThan(1);
        if (idp.reuses() > 0) {
            assertThat(run(FEW)).first().isEqualTo("state reauth-required .");
        } else {
            assertThat(run(FEW)).last().isEqualTo("answer succeeded .");
        }
    }

    private void connect() throws IOException, InterruptedException {
        assertThat(run(1)).containsExactly("state active .", "answer succeeded .");
    }

    private List<String> run(int calls) throws IOException, InterruptedException {
        var child = start(calls);
        try (var lines = child.inputReader()) {
            var said = read(lines, Integer.MAX_VALUE);
            assertThat(child.waitFor()).isZero();
            return said;
        } finally {
            child.destroyForcibly();
        }
    }

    private void halted(String failpoint) throws IOException, InterruptedException {
        var child = start(FOREVER, "-Dpatchbay.halt-at=" + failpoint);
        try (var lines = child.inputReader()) {
            read(lines, Integer.MAX_VALUE);
            assertThat(child.waitFor()).isEqualTo(75);
        } finally {
            child.destroyForcibly();
        }
    }

    private void killed(int afterLines) throws IOException, InterruptedException {
        var child = start(FOREVER);
        try (var lines = child.inputReader()) {
            read(lines, afterLines);
            child.toHandle().destroyForcibly();
            read(lines, Integer.MAX_VALUE);
            child.waitFor();
        } finally {
            child.destroyForcibly();
        }
    }

    private Process start(int calls, String... properties) throws IOException {
        return Jvm.of(
                        TokenUser.class,
                        List.of(properties),
                        directory.toString(),
                        Integer.toString(idp.port()),
                        Integer.toString(calls))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> read(BufferedReader lines, int atMost) throws IOException {
        var whole = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = whole.size() < atMost ? lines.readLine() : null) {
            if (line.endsWith(" .")) {
                whole.add(line);
            }
        }
        return whole;
    }
}
