package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** The engine as a channel of an inbox that checks every answer with code of its own (demonstration D6). */
class ChannelTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef-secret";

    private final Site site = new Site();
    private final PretendCrm forum = new PretendCrm();
    /** Where the inbox delivers; forgotten when a delivery is not answered with the right challenge. */
    private final AtomicReference<Optional<String>> webhook = new AtomicReference<>(Optional.empty());

    @BeforeEach
    void start() {
        site.crm.answering(this::inbox);
        forum.answering(_ -> new Replied(201, "{\"id\":52}"));
        site.write(
                        "channel.yaml",
                        Example.read(
                                                "socialhub/forum-channel.yaml",
                                                "https://api.socialhub.io",
                                                "http://" + site.crm.host(),
                                                "https://{{integrator.forumHost}}",
                                                "http://" + forum.host(),
                                                "{ body.type: reply, body.time: { youngerThan: 24h } }",
                                                "{ body.type: reply }",
                                                ", accesstoken: A1",
                                                "")
                                        .replace("schedule: [5s, 30s, 2m]", "schedule: [1s, 1s, 1s]")
                                + Example.LOOPBACK
                                + """
                        ---
                        { kind: Integrator, name: shop, template: forum-channel, callcenterId: CC-1, fields: { forumHost: forum.test, forumKey: F, webhookSecret: "%s", accesstoken: A1 } }
                        """.formatted(SECRET))
                .start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
        forum.close();
    }

    /** The inbox: a changed webhook is tried before the change is accepted. */
    private Replied inbox(Asked asked) {
        if (!asked.query().equals("accesstoken=A1")) {
            return new Replied(401, "{\"code\":\"AccessTokenInvalidError\"}");
        }
        if (asked.method().equals("PATCH") && asked.path().equals("/manifest")) {
            var wanted = Site.json(asked.body()).path("webhook");
            var url = wanted.path("url")
                    .asText()
                    .replace("https://pb.test", site.server().address().toString());
            webhook.set(Optional.of(url));
            var secret = wanted.path("secret").asText();
            var tried = deliver("{\"manifestId\":\"m\",\"events\":{}}", System.currentTimeMillis(), secret);
            return tried.status() == 200
                            && webhook.get().isPresent()
                            && tried.response().body().isEmpty()
                    ? new Replied(200, "{}")
                    : new Replied(422, "{\"code\":\"WebhookValidationError\"}");
        }
        return new Replied(201, "{\"_id\":\"5cc1b08ad62ec72e8388cb47\"}");
    }

    private Site.Answered deliver(String body, long time, String secret) {
        var challenge = sha256(time + ";" + secret);
        var path = webhook.get().orElseThrow().replace(site.server().address().toString(), "");
        var answered = site.post(
                path,
                "",
                body,
                "X-SocialHub-Timestamp",
                String.valueOf(time),
                "X-SocialHub-Signature",
                hmac(challenge, body));
        if (answered.status() < 300 && !answered.header("X-SocialHub-Challenge").equals(Optional.of(challenge))) {
            webhook.set(Optional.empty());
        }
        return answered;
    }

    private Site.Answered deliver(String body) {
        return deliver(body, System.currentTimeMillis(), SECRET);
    }

    private void register() {
        var answer = site.post("/api/v1/triggers/link-create?integrator=shop", site.secretKey("CC-1"), "{}");
        assertThat(answer.body().path("status").asText()).isEqualTo("succeeded");
        assertThat(webhook.get()).isPresent();
    }

    private static String action(String type, String id, String payload, String uuid) {
        return "{\"ticketId\":\"5cc1b08ad62ec72e8388cb47\",\"networkItemId\":\"question-1\",\"type\":\"" + type
                + "\",\"actionId\":\"" + id + "\",\"payload\":" + payload + ",\"time\":" + System.currentTimeMillis()
                + ",\"uuid\":\"" + uuid + "\"}";
    }

    private static String events(String... actions) {
        return "{\"channelId\":\"c1\",\"events\":{\"ticket_action\":[" + String.join(",", actions)
                + "],\"sidebar_action\":[{\"uuid\":\"other\"}]}}";
    }

    private List<Asked> told(String beginning) {
        return site.crm.asked().stream()
                .filter(asked -> asked.path().startsWith(beginning))
                .toList();
    }

    @Test
    void the_webhook_is_tried_while_it_is_registered_and_survives() {
        register();

        deliver(events());

        assertThat(webhook.get()).isPresent();
        assertThat(site.crm.asked("/manifest")).hasSize(1);
    }

    @Test
    void a_batch_is_done_each_once_and_each_reply_is_confirmed_with_its_ids() {
        register();
        var batch = events(
                action("reply", "reply-as-answer", "{\"text\":\"Hello\",\"followupId\":\"f1\"}", "u1"),
                action("template_reply", "reply-from-template", "{\"followupId\":\"f2\",\"networkId\":\"g\"}", "u2"),
                action("button", "close-thread", "{}", "u3"));

        assertThat(deliver(batch).status()).isEqualTo(200);
        assertThat(deliver(batch).status()).isEqualTo(200);

        Site.until(() -> told("/inbox/tickets").size() == 2 && forum.asked().size() == 3);
        Site.until(() -> site.server().engine().isAtRest());
        assertThat(told("/inbox/tickets"))
                .extracting(Asked::path)
                .containsExactlyInAnyOrder(
                        "/inbox/tickets/5cc1b08ad62ec72e8388cb47/replies/f1/success",
                        "/inbox/tickets/5cc1b08ad62ec72e8388cb47/replies/f2/success");
        assertThat(told("/inbox/tickets").getFirst().body()).contains("\"networkItemId\":\"answer-52\"");
        assertThat(forum.asked())
                .hasSize(3)
                .allSatisfy(asked -> assertThat(asked.header("x-forum-key")).isEqualTo("F"));
        assertThat(webhook.get()).isPresent();
    }

    @Test
    void what_the_forum_refuses_is_reset_with_the_reason() {
        register();
        forum.answering(_ -> new Replied(422, "{\"message\":\"Thread is closed\"}"));

        deliver(events(action("reply", "reply-as-answer", "{\"text\":\"Hi\",\"followupId\":\"f1\"}", "u1")));

        Site.until(() -> told("/inbox/tickets").size() == 1);
        var reset = told("/inbox/tickets").getFirst();
        assertThat(reset.path()).isEqualTo("/inbox/tickets/5cc1b08ad62ec72e8388cb47/reset/reply-as-answer");
        JsonNode body = Site.json(reset.body());
        assertThat(body.path("followupId").asText()).isEqualTo("f1");
        assertThat(body.path("reason").asText()).isEqualTo("Thread is closed");
    }

    @Test
    void the_answer_does_not_wait_for_a_slow_forum() {
        register();
        var open = new CountDownLatch(1);
        forum.answering(_ -> {
            try {
                assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Replied(201, "{\"id\":52}");
        });

        var answered =
                deliver(events(action("reply", "reply-as-answer", "{\"text\":\"Hi\",\"followupId\":\"f1\"}", "u1")));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(told("/inbox/tickets")).isEmpty();
        open.countDown();
        Site.until(() -> told("/inbox/tickets").size() == 1);
    }

    @Test
    void a_reply_is_confirmed_after_a_restart_in_its_middle() {
        register();
        forum.answering(_ -> new Replied(503, "{}"));
        deliver(events(action("reply", "reply-as-answer", "{\"text\":\"Hi\",\"followupId\":\"f1\"}", "u1")));
        Site.until(() -> !forum.asked().isEmpty());

        site.stop();
        forum.answering(_ -> new Replied(201, "{\"id\":53}"));
        site.start(Watching.OFF);

        Site.until(() -> told("/inbox/tickets").size() == 1);
        assertThat(told("/inbox/tickets").getFirst().path()).endsWith("/replies/f1/success");
        assertThat(told("/inbox/tickets").getFirst().body()).contains("answer-53");
    }

    @Test
    void forged_and_old_deliveries_are_refused_and_run_nothing() {
        register();
        var body = events(action("reply", "reply-as-answer", "{\"text\":\"Hi\",\"followupId\":\"f1\"}", "u1"));

        var forged = deliver(body, System.currentTimeMillis(), "of somebody else");
        var old = deliver(body, System.currentTimeMillis() - 301_000, SECRET);

        assertThat(List.of(forged.status(), old.status())).containsOnly(401);
        assertThat(site.server().engine().isAtRest()).isTrue();
        assertThat(forum.asked()).isEmpty();
    }

    @Test
    void templates_are_told_to_who_signs_the_question_and_to_nobody_else() {
        register();
        forum.answering(
                _ -> new Replied(200, "[{\"title\":\"Greeting\",\"key\":\"g\",\"text\":{\"en\":\"Hello {{n}}\"}}]"));
        var time = System.currentTimeMillis();
        var challenge = sha256(time + ";" + SECRET);

        var told = templates(time, hmac(challenge, ""));
        var forged = templates(time, hmac(sha256(time + ";another"), ""));

        assertThat(told.header("X-SocialHub-Challenge")).contains(challenge);
        assertThat(told.response().body())
                .isEqualTo("[{\"name\":\"Greeting\",\"networkId\":\"g\",\"text\":{\"en\":\"Hello {{n}}\"}}]");
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forum.asked()).hasSize(1);
    }

    private Site.Answered templates(long time, String signature) {
        return site.get(
                "/hooks/shop/templates?channelId=c1",
                "",
                "X-SocialHub-Timestamp",
                String.valueOf(time),
                "X-SocialHub-Signature",
                signature);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
