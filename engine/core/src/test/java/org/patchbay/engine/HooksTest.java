package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.HookRequests.bytes;
import static org.patchbay.engine.HookRequests.hmac;
import static org.patchbay.engine.HookRequests.request;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Receipts;

/** What a genuine request to a hook starts, how often, and what everybody else is answered. */
class HooksTest {
    private static final String SIGNED = """
        kind: Template
        name: git
        parameters: [{ name: secret, secret: true }]
        endpoints:
          - { name: note, type: PostData, trigger: pushed, url: /notes, parameters: [{ name: id, type: body }, { name: of, type: body, from: envelope.repository, required: false }] }
        hooks:
          - { name: push, verify: { use: github, with: { secret: "{{integrator.secret}}" } }, each: commits.*, dedupe: body.id, trigger: pushed }
        ---
        { kind: Integrator, name: acme, template: git, callcenterId: CC-1, host: git.test, fields: { secret: "${env:S}" } }
        """;

    @Test
    void a_signed_request_runs_once_for_each_element_with_the_whole_body_at_hand() {
        try (var house = new House()) {
            house.load(SIGNED);
            var body = """
                {"repository":"shop","commits":[{"id":"a"},{"id":"b"}]}\
                """;

            var reply = house.engine.receive(signed("/hooks/acme/push", body), "");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
            House.until(() -> house.engine.isAtRest());
            assertThat(bodies(house))
                    .containsExactlyInAnyOrder("{\"id\":\"a\",\"of\":\"shop\"}", "{\"id\":\"b\",\"of\":\"shop\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256=00", "", "sha256=", "é", "sha256=deadbeef, sha256=00"})
    void a_request_that_is_not_signed_right_is_refused_and_runs_nothing(String signature) {
        try (var house = new House()) {
            house.load(SIGNED);
            var request = request(
                    "/hooks/acme/push", "{\"commits\":[{\"id\":\"a\"}]}", new Pair("X-Hub-Signature-256", signature));

            var reply = house.engine.receive(request, "");

            assertThat(reply.status()).isEqualTo(401);
            assertThat(house.engine.isAtRest()).isTrue();
            assertThat(house.requests).isEmpty();
        }
    }

    @Test
    void what_was_signed_and_then_written_anew_or_cut_is_refused() {
        try (var house = new House()) {
            house.load(SIGNED);
            var right = signed("/hooks/acme/push", "{\"commits\": [{\"id\": \"a\"}]}");
            var anew = new Request(
                    right.method(),
                    right.origin(),
                    right.target(),
                    right.headers(),
                    bytes("{\"commits\":[{\"id\":\"a\"}]}"));
            var cut = new Request(
                    right.method(), right.origin(), right.target(), right.headers(), bytes("{\"commits\": [{\"id\""));

            assertThat(house.engine.receive(anew, "").status()).isEqualTo(401);
            assertThat(house.engine.receive(cut, "").status()).isEqualTo(401);
            assertThat(house.engine.receive(right, "").status()).isEqualTo(200);
        }
    }

    @Test
    void who_is_not_there_is_answered_like_a_wrong_signature() {
        try (var house = new House()) {
            house.load(SIGNED.replace("each: commits", "refuse: { status: 406, text: no }, each: commits"));
            var wrong = house.engine.receive(request("/hooks/acme/push", "{}"), "");

            for (var path : List.of("/hooks/nobody/push", "/hooks/shared/git/push", "/hooks/acme/x/push")) {
                assertThat(house.engine.receive(signed(path, "{}"), ""))
                        .as(path)
                        .usingRecursiveComparison()
                        .isEqualTo(wrong);
            }
            assertThat(house.engine
                            .receive(signed("/hooks/acme/pull", "{}"), "")
                            .status())
                    .isEqualTo(401);
            assertThat(house.engine.receive(signed("/hooks", "{}"), "").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void an_event_that_is_delivered_ten_thousand_times_runs_once() throws Exception {
        try (var house = new House();
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            house.load(SIGNED);
            var request = signed("/hooks/acme/push", "{\"commits\":[{\"id\":\"a\"}]}");

            var replies = new ArrayList<Future<Reply>>();
            IntStream.range(0, 10_000)
                    .forEach(_ -> replies.add(senders.submit(() -> house.engine.receive(request, ""))));
            for (var reply : replies) {
                assertThat(reply.get().status()).isEqualTo(200);
            }

            House.until(() -> house.engine.isAtRest());
            assertThat(house.requests).hasSize(1);
        }
    }

    @Test
    void an_event_is_run_again_when_its_time_is_over() {
        var clock = new SettableClock();
        try (var house = new House(clock)) {
            house.load(SIGNED);
            var request = signed("/hooks/acme/push", "{\"commits\":[{\"id\":\"a\"}]}");

            house.engine.receive(request, "");
            clock.pass(Duration.ofDays(7).plusSeconds(1));
            house.engine.receive(request, "");

            House.until(() -> house.engine.isAtRest());
            assertThat(house.requests).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_event_whose_process_was_lost_before_or_after_its_work_was_accepted_runs_once(boolean accepted) {
        var clock = new SettableClock();
        try (var house = new House(clock)) {
            house.load(SIGNED);
            var request = signed("/hooks/acme/push", "{\"commits\":[{\"id\":\"a\"}]}");
            var now = clock.instant();
            house.store
                    .receipts()
                    .begin(
                            new Receipts.Request(
                                    new Receipts.Key("hook/acme/push/pushed", "a"),
                                    "",
                                    "01LOST",
                                    "a process that is gone",
                                    now.plus(Duration.ofDays(7))),
                            now);
            if (accepted) {
                var trigger = new Trigger(
                        "pushed", "CC-1", House.json("{\"id\":\"a\"}"), Optional.of("acme"), Optional.empty(), now);
                house.engine.fire("01LOST", trigger, Optional.of(Duration.ZERO));
                House.until(() -> house.engine.isAtRest());
            }

            assertThat(house.engine.receive(request, "").status()).isEqualTo(200);
            assertThat(house.engine.receive(request, "").status()).isEqualTo(200);

            House.until(() -> house.engine.isAtRest());
            assertThat(house.requests).hasSize(1);
            assertThat(house.engine.journal().find("01LOST", Optional.empty())).isPresent();
        }
    }

    @Test
    void a_partner_is_served_while_our_own_call_to_it_is_open() {
        try (var house = new House()) {
            house.load(SIGNED);
            var inside = new AtomicReference<Reply>(reply(0, ""));
            house.answering(request -> {
                if (new String(request.body(), StandardCharsets.UTF_8).contains("\"a\"")) {
                    inside.set(house.engine.receive(signed("/hooks/acme/push", "{\"commits\":[{\"id\":\"b\"}]}"), ""));
                }
                return reply(200, "{}");
            });

            house.engine.receive(signed("/hooks/acme/push", "{\"commits\":[{\"id\":\"a\"}]}"), "");

            House.until(() -> house.requests.size() == 2 && inside.get().status() != 0);
            assertThat(inside.get().status()).isEqualTo(200);
        }
    }

    @Test
    void a_slow_partner_does_not_hold_the_answer_back() throws Exception {
        try (var house = new House()) {
            house.load(SIGNED);
            var open = new CountDownLatch(1);
            house.answering(_ -> {
                try {
                    assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return reply(200, "{}");
            });

            var reply = house.engine.receive(signed("/hooks/acme/push", "{\"commits\":[{\"id\":\"a\"}]}"), "");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(house.engine.isAtRest()).isFalse();
            open.countDown();
            House.until(() -> house.engine.isAtRest());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", reply: { wait: 5s }"})
    void what_a_genuine_request_brings_is_done_at_a_place_of_its_call_centre(String reply) {
        var places = new ArrayList<String>();
        var shares = new Shares() {
            @Override
            public <T> T of(String callCentre, Supplier<T> work) {
                places.add(callCentre);
                return work.get();
            }
        };
        try (var house = new House()) {
            house.load(SIGNED.replace("trigger: pushed }\n---", "trigger: pushed" + reply + " }\n---"));
            var body = "{\"commits\":[{\"id\":\"a\"},{\"id\":\"b\"}]}";

            house.engine.receive(request("/hooks/acme/push", body), "", shares);
            house.engine.receive(signed("/hooks/acme/push", body), "", shares);

            assertThat(places).containsExactly("CC-1", "CC-1");
            House.until(house.engine::isAtRest);
        }
    }

    private static List<String> bodies(House house) {
        return house.requests.stream()
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Request signed(String path, String body) {
        return request(path, body, new Pair("X-Hub-Signature-256", "sha256=" + hmac("test", body)));
    }
}
