package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** Entries that come from partners and go to partners (demonstrations D8, as far as hooks go, and D9). */
class EntriesTest {
    private final Site site = new Site();

    @AfterEach
    void stop() {
        site.close();
    }

    private Site start(String example, String integrators, String... replaced) {
        var text = Example.read(example, replaced).replace("https://entries.example", "http://" + site.crm.host());
        return site.write("entries.yaml", text + integrators + Example.LOOPBACK).start(Watching.OFF);
    }

    @Test
    void of_a_push_and_a_pull_request_what_is_the_authors_becomes_entries_once() {
        start("idonethis/git-done.yaml", """
                ---
                { kind: Integrator, name: t9-shop, template: git-done, callcenterId: CC-1, team: t9, zone: Asia/Ho_Chi_Minh,
                  fields: { org: acme, repo: shop, hookSecret: "S3cret", entryKey: "K", nickname: an, uid: "7" } }
                """, "${env:GIT_ID}", "id", "${env:GIT_SECRET}", "secret");
        var push = """
                {"commits":[{"id":"c1","distinct":true,"message":"One","timestamp":"2026-01-02T18:30:00Z","author":{"username":"an"}},
                {"id":"c2","distinct":true,"message":"Two","timestamp":"2026-01-02T10:30:00Z","author":{"username":"an"}},
                {"id":"c3","distinct":true,"message":"Not mine","timestamp":"2026-01-02T10:30:00Z","author":{"username":"binh"}}]}""";
        var pull = """
                {"action":"closed","pull_request":{"id":91,"title":"Ship it","merged":true,"merged_at":"2026-01-02T18:30:00Z","user":{"id":7}}}""";

        assertThat(git("push", push, "S3cret").status()).isEqualTo(200);
        assertThat(git("push", push, "S3cret").status()).isEqualTo(200);
        assertThat(git("pull_request", pull, "S3cret").status()).isEqualTo(200);
        assertThat(git("star", "{}", "S3cret").status()).isEqualTo(200);
        assertThat(git("push", push.replace("c1", "c9"), "another").status()).isEqualTo(401);

        Site.until(() -> site.crm.asked().size() == 3 && site.server().engine().isAtRest());
        assertThat(site.crm.asked())
                .extracting(Asked::body)
                .satisfiesExactlyInAnyOrder(
                        body -> assertThat(body).contains("\"One\"", "\"occurred_on\":\"2026-01-03\""),
                        body -> assertThat(body).contains("\"Two\"", "\"occurred_on\":\"2026-01-02\""),
                        body -> assertThat(body).contains("\"Ship it\"", "\"team_id\":\"t9\""));
    }

    private Site.Answered git(String event, String body, String secret) {
        return site.post(
                "/hooks/t9-shop/push",
                "",
                body,
                "X-GitHub-Event",
                event,
                "X-Hub-Signature-256",
                "sha256=" + hmac(secret, body));
    }

    @Test
    void a_command_becomes_an_entry_of_every_link_of_that_person() {
        start("idonethis/chat-command.yaml", """
                ---
                { kind: Integrator, name: an-1, template: chat-command, callcenterId: CC-1, team: t1, user: an, fields: { uid: U1, workspace: T1, chatToken: "tok-en-of-chat", entryKey: K } }
                ---
                { kind: Integrator, name: an-2, template: chat-command, callcenterId: CC-2, team: t2, user: an, fields: { uid: U1, workspace: T1, chatToken: "tok-en-of-chat", entryKey: K } }
                ---
                { kind: Integrator, name: binh, template: chat-command, callcenterId: CC-1, team: t1, user: binh, fields: { uid: U2, workspace: T1, chatToken: "tok-en-of-chat", entryKey: K } }
                """);
        var command = "token=tok-en-of-chat&user_id=U1&team_id=T1&trigger_id=1.2&text=Wrote+docs";

        var answered = chat(command);

        assertThat(answered.response().body()).isEqualTo("{\"text\":\"Got it!\"}");
        assertThat(chat(command.replace("tok-en-of-chat", "wrong")).status()).isEqualTo(401);
        assertThat(chat(command.replace("U1", "U3")).status()).isEqualTo(401);
        Site.until(() -> site.crm.asked().size() == 2 && site.server().engine().isAtRest());
        assertThat(site.crm.asked())
                .extracting(asked -> Site.json(asked.body()).path("team_id").asText())
                .containsExactlyInAnyOrder("t1", "t2");
    }

    private Site.Answered chat(String form) {
        return site.post(
                "/hooks/shared/chat-command/command", "", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    @Test
    void an_entry_goes_to_every_poster_and_subscriber_and_who_is_gone_is_asked_no_more() {
        var tries = new AtomicInteger();
        site.crm.answering(asked -> switch (asked.path()) {
            case "/gone" -> new Replied(tries.incrementAndGet() == 1 ? 500 : 410, "{}");
            case "/api/chat.postMessage" ->
                asked.body().contains("C2")
                        ? new Replied(200, "{\"ok\":false,\"error\":\"is_archived\"}")
                        : new Replied(200, "{\"ok\":true}");
            default -> new Replied(404, "{}");
        });
        var hooks = Example.read("idonethis/entry-hooks.yaml", "[10m, 10m, 15m, 30m, 1h, 2h]", "[1s, 1s]");
        start(
                "idonethis/chat-poster.yaml",
                "---\n" + hooks + """
                        ---
                        { kind: Integrator, name: chat-1, template: chat-poster, callcenterId: CC-1, fields: { channel: C1, botToken: B1 } }
                        ---
                        { kind: Integrator, name: chat-2, template: chat-poster, callcenterId: CC-1, fields: { channel: C2, botToken: B1 } }
                        ---
                        { kind: Integrator, name: sink, template: entry-hooks, callcenterId: CC-1, fields: { targetUrl: "http://HOST/gone" } }
                        """.replace("HOST", site.crm.host()),
                "https://chat.example",
                "http://" + site.crm.host());
        var key = site.secretKey("CC-1");

        site.post("/api/v1/triggers/entry-created", key, "{\"entry\":{\"hash_id\":\"e1\",\"body\":\"Done\"}}");
        Site.until(() -> site.crm.asked().size() == 4 && site.server().engine().isAtRest());
        site.post("/api/v1/triggers/entry-created", key, "{\"entry\":{\"hash_id\":\"e2\",\"body\":\"More\"}}");
        Site.until(() -> site.crm.asked().size() == 5 && site.server().engine().isAtRest());

        assertThat(site.crm.asked("/gone")).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.header("x-idt-event")).isEqualTo("entry_created");
            assertThat(asked.body()).isEqualTo("[{\"hash_id\":\"e1\",\"body\":\"Done\"}]");
        });
        assertThat(site.crm.asked("/api/chat.postMessage").getLast().body()).contains("\"C1\"");
        var fields = site.server().engine().tools().store().fields();
        assertThat(List.of("chat-2", "sink"))
                .allSatisfy(name -> assertThat(fields.state(name))
                        .hasValueSatisfying(state -> assertThat(state.word()).isEqualTo("removed")));
        assertThat(fields.state("chat-1")).isEmpty();
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
