package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.HookRequests.bytes;
import static org.patchbay.engine.HookRequests.hmac;
import static org.patchbay.engine.HookRequests.request;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.store.Journal;

/** Whose event a hook tells, and what callers may bring for a run. */
class HookIntegratorTest {
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
}
