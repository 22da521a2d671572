package org.patchbay.server.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.store.Samples.NOON;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.Secret;
import org.patchbay.server.jdbc.Acknowledger.Way;
import org.patchbay.server.wiring.Jvm;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.StoreUnavailable;

/** Kills a process that writes, at random moments, and looks what is there afterwards (promise 1 of the store). */
class KillTest {
    private static final int KILLS = Integer.getInteger("patchbay.kills", 10);
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_301L);

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    @Test
    void loses_nothing_that_was_acknowledged() throws Exception {
        var acknowledged = new ArrayList<String>();
        for (var kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(killed(Way.DURABLE, "run" + kill));
        }

        var all = acknowledged.stream()
                .map(line -> line.split(" ", -1))
                .collect(groupingBy(words -> words[0], mapping(words -> words[1], toSet())));
        try (var store = SqliteStore.open(directory, Optional.empty())) {
            assertThat(missing(all, "job", jobs(store))).isEmpty();
            assertThat(missing(all, "revision", revisions(store))).isEmpty();
        }
    }

    @Test
    void would_be_caught_if_it_lost_something() throws Exception {
        var lost = new ArrayList<String>();
        for (var kill = 0; kill < KILLS && lost.isEmpty(); kill++) {
            var acknowledged = killed(Way.BEHIND, "run" + kill);
            try (var store = SqliteStore.open(directory, Optional.empty())) {
                acknowledged.stream()
                        .map(line -> line.split(" ", -1)[1])
                        .filter(id -> store.journal().find(id, Optional.empty()).isEmpty())
                        .forEach(lost::add);
            }
        }

        assertThat(lost).isNotEmpty();
    }

    @Test
    void keeps_a_second_engine_out_while_it_runs_and_lets_commands_in() throws Exception {
        var engine = start(Way.DURABLE, "run");
        try (var lines = engine.inputReader()) {
            read(lines, 1);

            assertThatThrownBy(() -> SqliteStore.open(directory, Optional.empty()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another engine (process " + engine.pid() + ")");
            try (var beside = SqliteStore.openBeside(directory, Optional.empty())) {
                beside.secrets().put("acme-key", Secret.of("s3cret"), NOON);
                assertThat(beside.secrets().find("acme-key")).isPresent();
            }
        } finally {
            engine.destroyForcibly().waitFor();
        }

        SqliteStore.open(directory, Optional.empty()).close();
    }

    /** What a process acknowledged before it was killed, at some moment within its first 1,000 acknowledgements. */
    private List<String> killed(Way way, String run) throws IOException, InterruptedException {
        var child = start(way, run);
        try (var lines = child.inputReader()) {
            var acknowledged = read(lines, 1 + random.nextInt(1_000));
            // Through its handle: Process.destroyForcibly would also throw away what was not read yet.
            child.toHandle().destroyForcibly();
            acknowledged.addAll(read(lines, Integer.MAX_VALUE));
            child.waitFor();
            return acknowledged;
        } finally {
            child.destroyForcibly();
        }
    }

    private Process start(Way way, String run) throws IOException {
        return Jvm.of(Acknowledger.class, List.of(), directory.toString(), way.name(), run)
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

    private static Set<String> missing(Map<String, Set<String>> acknowledged, String what, Set<String> there) {
        assertThat(acknowledged).containsKey(what);
        return acknowledged.get(what).stream().filter(id -> !there.contains(id)).collect(toSet());
    }

    private static Set<String> jobs(SqliteStore store) {
        return store.lanes().claim(NOON, Integer.MAX_VALUE).stream()
                .map(Job::id)
                .collect(toSet());
    }

    private static Set<String> revisions(SqliteStore store) {
        var newest = store.revisions().newest().orElseThrow().number();
        return LongStream.rangeClosed(1, newest)
                .filter(number -> store.revisions().find(number).isPresent())
                .mapToObj(Long::toString)
                .collect(toSet());
    }
}
