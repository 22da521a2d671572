package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Journal;
import org.patchbay.store.Receipts;

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
                    {"repository":"shop","commits":[{"id":"a"},{"id":"b"}]}""";

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

    private static final String SHARED = """
            kind: Template
            name: chat
            parameters: [{ name: uid }, { name: token, secret: true }]
            endpoints:
              - { name: note, type: PostData, trigger: said, url: /notes, parameters: [{ name: team, type: body, from: integrator.team }, { name: text, type: body }] }
            hooks:
              - { name: command, address: shared, format: form, verify: { carry: { body.token: "{{integrator.token}}" } },
                  correlate: { integrator.team: body.team_id, integrator.uid: body.user_id }, MANY trigger: said, reply: { json: { text: Got it! } } }
            ---
            { kind: Integrator, name: one, template: chat, callcenterId: CC-1, team: t1, host: chat.test, fields: { uid: u1, token: "${env:T}" } }
            ---
            { kind: Integrator, name: two, template: chat, callcenterId: CC-2, team: t1, host: chat.test, fields: { uid: u2, token: "${env:T}" } }
            """;

    @Test
    void a_shared_hook_means_the_integrator_of_which_everything_is_equal() {
        try (var house = new House()) {
            house.load(SHARED.replace("MANY", ""));

            var reply = house.engine.receive(form("team_id=t1&user_id=u2&text=Hi&token=test"), "");

            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"Got it!\"}");
            House.until(() -> house.engine.isAtRest());
            assertThat(house.urls()).containsExactly("POST https://chat.test/notes");
            assertThat(house.engine
                            .receive(form("team_id=t1&user_id=u3&text=Hi&token=test"), "")
                            .status())
                    .isEqualTo(401);
            assertThat(house.engine
                            .receive(form("team_id=t1&user_id=u2&text=Hi&token=no"), "")
                            .status())
                    .isEqualTo(401);
            assertThat(house.requests).hasSize(1);
        }
    }

    @Test
    void a_request_that_means_several_is_refused_or_goes_to_all_of_them() {
        var several = SHARED.replace(", integrator.uid: body.user_id", "").replace("team: t1", "team: \"${env:TEAM}\"");
        for (var all : List.of(false, true)) {
            try (var house = new House()) {
                var loaded = house.load(several.replace("MANY", all ? "many: all," : ""));
                assertThat(loaded).isInstanceOf(all ? LoadResult.Accepted.class : LoadResult.Refused.class);
                if (all) {
                    assertThat(house.engine
                                    .receive(form("team_id=test&text=Hi&token=test"), "")
                                    .status())
                            .isEqualTo(200);
                    House.until(() -> house.engine.isAtRest());
                    assertThat(house.requests).hasSize(2);
                }
            }
        }
    }

    private static final String ECHO = """
            kind: Template
            name: tasks
            parameters: [{ name: secret, secret: true, filledBy: store, required: false }]
            endpoints:
              - { name: register, type: PostData, trigger: link-create, url: /webhooks, body: { target: "{{hooks.events.url}}" }, result: { id: id } }
              - { name: note, type: PostData, trigger: changed, url: /notes }
            hooks:
              - name: events
                verify: { values: { mac: { hmacSha256: "{{request.body}}", key: "{{integrator.secret?}}" } }, carry: { header.X-Hook-Signature: "{{mac}}" } }
                handshake: [{ when: { request.header.X-Hook-Secret: present }, verified: false, store: { secret: request.header.X-Hook-Secret },
                    reply: { header: { X-Hook-Secret: "{{request.header.X-Hook-Secret}}" } } }]
                trigger: changed
            ---
            { kind: Integrator, name: acme, template: tasks, callcenterId: CC-1, host: tasks.test }
            ---
            { kind: Installation, publicUrl: "https://pb.test" }
            """;

    @Test
    void a_secret_is_taken_while_we_register_and_at_no_other_time() {
        try (var house = new House()) {
            assertThat(house.load(ECHO)).isInstanceOf(LoadResult.Accepted.class);
            var greeting = request("/hooks/acme/events", "", new Pair("X-Hook-Secret", "s3cret"));
            var during = new AtomicReference<Reply>(reply(0, ""));
            house.answering(request -> {
                during.set(house.engine.receive(greeting, ""));
                return reply(201, "{\"id\":1}");
            });

            var before = house.engine.receive(greeting, "");
            house.fire("link-create", "{}");
            var after = house.engine.receive(
                    request("/hooks/acme/events", "", new Pair("X-Hook-Secret", "of somebody else")), "");

            assertThat(before.status()).isEqualTo(401);
            assertThat(during.get().status()).isEqualTo(200);
            assertThat(during.get().header("X-Hook-Secret")).contains("s3cret");
            assertThat(after.status()).isEqualTo(401);
            house.answering(_ -> reply(200, "{}"));
            var event = new Request(
                    Method.POST,
                    new Origin("https", "pb.test", 443),
                    "/hooks/acme/events",
                    List.of(new Pair("X-Hook-Signature", hmac("s3cret", "{}"))),
                    bytes("{}"));
            assertThat(house.engine.receive(event, "").status()).isEqualTo(200);
            House.until(() -> house.engine.isAtRest());
            assertThat(house.urls()).contains("POST https://tasks.test/notes");
        }
    }

    private static final String BRIDGE = """
            kind: Template
            name: bridge
            baseUrl: https://{{integrator.account}}.desk.test
            parameters:
              - { name: account, pattern: "[a-z]+" }
              - { name: apiKey, secret: true, type: header, key: X-Key }
            defaults: { parameters: [apiKey], hook: { address: shared, fieldsFrom: body.auth } }
            endpoints:
              - { name: me, type: GetData, trigger: asked, url: /me, result: { name: name } }
            hooks:
              - name: check
                trigger: asked
                reply:
                  wait: 5s
                  cases:
                    - { when: { run.status: succeeded }, json: { name: { $from: result.me.name } } }
                    - { when: { failure.status: 401 }, status: 401 }
                    - { status: 502, json: { message: "{{failure.message}}" } }
            """;

    @Test
    void fields_that_the_caller_brings_are_used_for_that_run_and_shown_nowhere() {
        try (var house = new House()) {
            house.load(BRIDGE);
            house.answering(_ -> reply(200, "{\"name\":\"An\"}"));

            var reply = house.engine.receive(
                    request(
                            "/hooks/shared/bridge/check",
                            "{\"auth\":{\"account\":\"acme\",\"apiKey\":\"k3y-of-acme\"}}"),
                    "");

            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"An\"}");
            assertThat(house.urls()).containsExactly("GET https://acme.desk.test/me");
            assertThat(house.requests.getFirst().header("X-Key")).contains("k3y-of-acme");
            var kept = house.engine.journal().list(Journal.Filter.newest(1)).getFirst();
            assertThat(kept.trigger()).isEqualTo("asked");
            assertThat(kept.toString()).doesNotContain("k3y-of-acme");
            assertThat(kept.steps().getFirst().request().orElseThrow().url()).doesNotContain("acme");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test/", "a@evil", "", "a.b"})
    void a_field_that_is_not_what_it_should_be_leads_nowhere(String account) {
        try (var house = new House()) {
            house.load(BRIDGE);

            var reply = house.engine.receive(
                    request(
                            "/hooks/shared/bridge/check",
                            "{\"auth\":{\"account\":\"" + account + "\",\"apiKey\":\"k\"}}"),
                    "");

            assertThat(reply.status()).isEqualTo(502);
            assertThat(house.requests).isEmpty();
        }
    }

    @Test
    void what_the_partner_refuses_is_refused_and_what_does_not_come_in_time_is_said() {
        try (var house = new House()) {
            house.load(BRIDGE);
            var request = request("/hooks/shared/bridge/check", "{\"auth\":{\"account\":\"acme\",\"apiKey\":\"k\"}}");

            house.answering(_ -> reply(401, "{}"));
            assertThat(house.engine.receive(request, "").status()).isEqualTo(401);
            house.answering(_ -> reply(500, "{}"));
            var failed = house.engine.receive(request, "");
            assertThat(failed.status()).isEqualTo(502);
            assertThat(new String(failed.body(), StandardCharsets.UTF_8)).contains("message");
        }
    }

    private static Request form(String body) {
        return request(
                "/hooks/shared/chat/command", body, new Pair("Content-Type", "application/x-www-form-urlencoded"));
    }

    private static List<String> bodies(House house) {
        return house.requests.stream()
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Request signed(String path, String body) {
        return request(path, body, new Pair("X-Hub-Signature-256", "sha256=" + hmac("test", body)));
    }

    private static Request request(String path, String body, Pair... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.name().equals("Content-Type"))) {
            all.add(new Pair("Content-Type", "application/json"));
        }
        return new Request(Method.POST, new Origin("https", "pb.test", 443), path, all, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
