package org.patchbay.server.wiring;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.http.KeyMint;
import org.patchbay.server.http.Role;
import org.patchbay.server.jdbc.SqliteStore;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;

/**
 * A server that is killed while dead letters are replayed, and while messages are under way that must not be sent twice.
 * {@code -Dpatchbay.seed} kills elsewhere.
 */
class LettersKillTest {
    private static final int CALLS = 20;
    private static final int EVENTS = 5;
    private static final int LETTERS = CALLS * EVENTS;
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_306L);

    private final PretendCrm partner = new PretendCrm();
    private final Ledger ledger = new Ledger();
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<NodeProcess> node = Optional.empty();
    private String editor = "";

    @TempDir
    Path directory;

    @AfterEach
    void ends_everything() {
        ledger.giveUp();
        node.ifPresent(NodeProcess::close);
        client.close();
        partner.close();
    }

    private void startsAnother() throws IOException {
        node = Optional.of(
                NodeProcess.startWithKeyFile(directory.resolve("config"), directory.resolve("data"), Optional.empty()));
    }

    private void serves(String endpoint) throws IOException {
        Files.createDirectory(directory.resolve("config"));
        Files.writeString(
                directory.resolve("config/crm.yaml"), Samples.LOOPBACK + """
                kind: Template
                name: crm
                baseUrl: "http://{{integrator.host}}"
                endpoints:
                  - name: save
                    %s
                    trigger: call-end
                    timeout: 60s
                    url: "/calls/{call}/{n}"
                    parameters:
                      - { name: call, type: path, from: body.callId }
                      - { name: n, type: path, from: body.data.n }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "%s" }
                """.formatted(endpoint, partner.host()));
        try (var store = SqliteStore.open(directory.resolve("data"), Optional.empty())) {
            var minted = KeyMint.admin(Role.EDITOR, Optional.empty(), Instant.now());
            store.keys().put(minted.key());
            editor = minted.text();
        }
        startsAnother();
    }

    private void reports(int calls, int events) {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call = 0; call < calls; call++) {
                var name = "c" + call;
                callers.execute(() -> {
                    for (var number = 0; number < events; number++) {
                        ledger.report(() -> List.of(address()), name, number);
                    }
                });
            }
        }
    }

    private String address() {
        return node.orElseThrow().address();
    }

    private void kills() throws Exception {
        node.orElseThrow().kill();
        startsAnother();
    }

    @Test
    void dead_letters_are_all_delivered_in_their_order_and_under_their_keys_when_a_replay_is_killed() throws Exception {
        var mended = new AtomicBoolean();
        var recorder = new Recorder(SEED, 0);
        partner.answering(asked -> mended.get() ? recorder.answer(asked) : new Replied(400, "{}"));
        serves("type: PostData\n    idempotencyKey: header.Idempotency-Key");
        reports(CALLS, EVENTS);
        Site.until(Trial.PATIENCE, () -> listed("dead=true") == LETTERS);
        var refused = keys(partner.asked());
        mended.set(true);

        replay();
        var moment = 1 + new Random(SEED).nextInt(LETTERS / 2);
        Site.until(Trial.PATIENCE, () -> recorder.count() >= moment);
        kills();
        Site.until(Trial.PATIENCE, () -> recorder.count() == LETTERS && listed("dead=true") == 0);

        assertThat(recorder.early()).as("before the one before it was done").isEmpty();
        assertThat(recorder.effects()).isEqualTo(LETTERS);
        assertThat(keys(partner.asked())).isEqualTo(refused).hasSize(LETTERS);
        assertThat(recorder.repeated())
                .as("again: no more than one of each call")
                .hasSizeLessThanOrEqualTo(CALLS)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    /** What was asked for under which key. */
    private static Set<String> keys(List<Asked> asked) {
        return asked.stream()
                .map(one -> one.path() + " " + one.header("idempotency-key"))
                .collect(toSet());
    }

    @Test
    void messages_that_were_under_way_at_a_kill_are_sent_once_and_all_listed_as_unknown() throws Exception {
        var never = new CountDownLatch(1);
        partner.answering(_ -> after(never));
        serves("type: SendSMS");
        reports(CALLS, 1);
        Site.until(Trial.PATIENCE, () -> partner.asked().size() == CALLS);

        kills();
        Site.until(Trial.PATIENCE, () -> listed("unknown=true") == CALLS);
        kills();
        Site.until(Trial.PATIENCE, () -> listed("unknown=true") == CALLS);

        assertThat(partner.asked().stream().map(Asked::path)).hasSize(CALLS).doesNotHaveDuplicates();
    }

    @Test
    void a_message_whose_answer_was_waited_for_at_a_kill_is_listed_and_not_sent_again_with_its_event()
            throws Exception {
        var never = new CountDownLatch(1);
        partner.answering(_ -> after(never));
        serves("type: SendSMS\n    delivery: wait");
        var lost = client.sendAsync(event(), BodyHandlers.ofString());
        Site.until(Trial.PATIENCE, () -> partner.asked().size() == 1);

        kills();
        Site.until(Trial.PATIENCE, () -> listed("unknown=true") == 1);
        partner.answering(_ -> new Replied(200, "{}"));
        var again = Site.json(client.send(event(), BodyHandlers.ofString()).body());

        assertThat(lost).isCompletedExceptionally();
        assertThat(again.at("/results/acme/save/status").asText()).isEqualTo("unknown");
        assertThat(listed("unknown=true")).isEqualTo(1);
        assertThat(partner.asked()).hasSize(1);
    }

    /** The same event each time. */
    private HttpRequest event() {
        return HttpRequest.newBuilder(URI.create(address() + "/api/v1/triggers/call-end"))
                .header("Authorization", "Bearer " + editor)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "the-same")
                .POST(BodyPublishers.ofString("{\"callcenterId\":\"CC-1\",\"callId\":\"c-1\",\"data\":{\"n\":1}}"))
                .build();
    }

    private static Replied after(CountDownLatch latch) {
        try {
            latch.await();
            return new Replied(200, "{}");
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            return new Replied(500, "{}");
        }
    }

    private int listed(String which) {
        return Site.json(ask("GET", "?limit=" + LETTERS + "&" + which))
                .path("items")
                .size();
    }

    private void replay() {
        assertThat(ask("POST", "/replay")).isEqualTo("{\"replayed\":" + LETTERS + "}");
    }

    private String ask(String method, String path) {
        var request = HttpRequest.newBuilder(URI.create(address() + "/api/v1/executions" + path))
                .header("Authorization", "Bearer " + editor)
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
