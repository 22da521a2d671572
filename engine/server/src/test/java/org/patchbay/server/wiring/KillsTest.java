package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.jdbc.MysqlForTests;

/**
 * Kills and stops whole servers at random moments under load, and compares what was accepted with what a partner got, which answers
 * 500 to three requests of ten. {@code -Dpatchbay.long=true} does more of it, {@code -Dpatchbay.seed} begins elsewhere.
 */
class KillsTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final int CALLS = LONG ? 200 : 10;
    private static final int EVENTS = LONG ? 100 : 12;
    private static final int KILLS = LONG ? 200 : 2;
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_301L);

    private final Random random = new Random(SEED);
    private final Recorder recorder = new Recorder(SEED, 0.3);
    private final Ledger ledger = new Ledger();
    private final List<NodeProcess> up = new CopyOnWriteArrayList<>();
    private PretendCrm partner;

    @TempDir
    Path directory;

    @BeforeEach
    void opens_the_partner() throws IOException {
        partner = new PretendCrm().answering(recorder::answer);
        Files.createDirectory(directory.resolve("config"));
        Files.writeString(
                directory.resolve("config/crm.yaml"),
                Samples.LOOPBACK
                        + """
                kind: Template
                name: crm
                baseUrl: "http://{{integrator.host}}"
                endpoints:
                  - name: save
                    type: PostData
                    trigger: call-end
                    timeout: 30s
                    url: "/calls/{call}/{n}"
                    parameters:
                      - { name: call, type: path, from: body.callId }
                      - { name: n, type: path, from: body.data.n }
                    idempotencyKey: header.Idempotency-Key
                    retry: { schedule: [%s], within: 1h }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "%s" }
                """.formatted(String.join(", ", java.util.Collections.nCopies(50, "40ms")), partner.host()));
    }

    @AfterEach
    void ends_everything() {
        up.forEach(NodeProcess::close);
        partner.close();
    }

    @Test
    void a_server_that_is_killed_loses_nothing_that_it_accepted_and_keeps_its_order() throws Exception {
        up.add(start(Optional.empty()));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = load(callers);
            for (var kill = 1; kill <= KILLS; kill++) {
                awaitAccepted(kill * CALLS * EVENTS / (KILLS + 2) + random.nextInt(CALLS));
                up.removeFirst().kill();
                up.add(start(Optional.empty()));
            }
            await(load);
        }

        compare(KILLS);
    }

    @Test
    void two_nodes_of_which_one_is_killed_and_one_stands_still_lose_nothing_and_keep_the_order() throws Exception {
        var database = Optional.of(MysqlForTests.shared().database());
        up.add(start(database));
        up.add(start(database));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = load(callers);
            for (var round = 1; round <= KILLS; round++) {
                awaitAccepted(round * CALLS * EVENTS / (KILLS + 2) + random.nextInt(CALLS));
                var victim = up.removeFirst();
                if (round % 2 == 0) {
                    victim.kill();
                    up.add(start(database));
                } else {
                    victim.stop();
                    awaitTakenOver();
                    victim.wakeUp();
                    up.add(victim);
                }
            }
            await(load);
        }

        compare(KILLS);
    }

    @Test
    void what_is_told_to_end_ends_within_30_seconds_and_what_it_leaves_is_done_by_the_next() throws Exception {
        up.add(start(Optional.empty()));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = load(callers);
            awaitAccepted(CALLS * EVENTS / 3);
            var begun = System.nanoTime();
            assertThat(up.removeFirst().terminate()).isEqualTo(143);
            assertThat((System.nanoTime() - begun) / 1_000_000_000L).isLessThan(30);
            up.add(start(Optional.empty()));
            await(load);
        }

        compare(0);
    }

    @Test
    void the_order_and_the_loss_would_be_noticed() {
        recorder.record("c", 1, "k1");
        recorder.record("c", 3, "k3");
        recorder.record("c", 2, "k2");
        recorder.record("c", 3, "k3");

        assertThat(recorder.inversions()).isEqualTo(1);
        assertThat(recorder.repeated()).isEqualTo(1);
        assertThat(recorder.has("c", 4)).isFalse();
    }

    private NodeProcess start(Optional<String> database) throws IOException {
        return NodeProcess.start(directory.resolve("config"), directory.resolve("data"), database);
    }

    private List<Future<?>> load(java.util.concurrent.ExecutorService callers) {
        return IntStream.range(0, CALLS)
                .<Future<?>>mapToObj(call -> callers.submit(() -> IntStream.range(0, EVENTS)
                        .forEach(number -> ledger.report(this::addresses, "c" + call, number))))
                .toList();
    }

    private List<String> addresses() {
        return up.stream().map(NodeProcess::address).toList();
    }

    private void awaitAccepted(int number) {
        Site.until(() -> ledger.accepted.size() >= number);
    }

    /** Until the other node does what the one that stands still had taken. */
    private void awaitTakenOver() {
        Site.until(() -> ledger.accepted.stream().allMatch(one -> recorder.has(one.call(), one.number())));
    }

    private static void await(List<Future<?>> load) throws Exception {
        for (var one : load) {
            one.get();
        }
    }

    private void compare(int blows) {
        assertThat(ledger.accepted).hasSize(CALLS * EVENTS);
        awaitTakenOver();
        assertThat(recorder.inversions())
                .as("done in another order than accepted")
                .isZero();
        assertThat(recorder.overlaps()).as("two at the same time for one call").isZero();
        assertThat(recorder.repeated())
                .as("done again under the same key: no more than were under way at each blow")
                .isLessThanOrEqualTo(blows * CALLS);
        assertThat(recorder.effects())
                .as("what came again, because nobody answered, is done under the same key")
                .isEqualTo(CALLS * EVENTS);
    }
}
