package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** An engine that is the inbox and an engine that is a channel of it, with a forum behind (demonstration D6 in both roles). */
class InboxTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef-secret";
    private static final String TOKEN = "token-of-the-channel-of-the-shop-00000001";
    private static final String ROOT = "/hooks/shared/channel-platform";

    private final Site inbox = new Site();
    private final Site channel = new Site();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        inbox.write(
                        "platform.yaml",
                        Example.read(
                                        "socialhub/platform.yaml",
                                        "${env:CREATION}",
                                        "key",
                                        "https://inbox.example",
                                        "http://" + inbox.crm.host())
                                + Example.LOOPBACK
                                + """
                        ---
                        { kind: Integrator, name: shop, template: channel-platform, callcenterId: CC-1, fields: { networkId: forum, accesstoken: "%s" } }
                        """.formatted(TOKEN))
                .start(Watching.OFF);
        channel.crm.answering(this::forum);
        channel.write(
                        "channel.yaml",
                        Example.read(
                                                "socialhub/forum-channel.yaml",
                                                "https://api.socialhub.io",
                                                inbox.server().address() + ROOT,
                                                "https://{{integrator.forumHost}}",
                                                "http://" + channel.crm.host(),
                                                "{{hooks.socialhub.url}}",
                                                "{{integrator.address}}/hooks/shop/socialhub")
                                        .replace(
                                                "  - { name: forumHost, label: Forum address }",
                                                "  - { name: forumHost, label: Forum address }\n  - { name: address }")
                                + Example.LOOPBACK)
                .start(Watching.OFF);
        channel.write("shop.yaml", """
                { kind: Integrator, name: shop, template: forum-channel, callcenterId: CC-1,
                  fields: { forumHost: forum.test, forumKey: F, webhookSecret: "%s", accesstoken: "%s", address: "%s" } }
                """.formatted(SECRET, TOKEN, channel.server().address()));
        channel.post("/api/v1/config/reload", channel.admin(), "");
    }

    @AfterEach
    void stop() {
        channel.close();
        inbox.close();
        assertThat(complaints).isEmpty();
    }

    /** A forum that takes answers with its key only. */
    private Replied forum(Asked asked) {
        if (!asked.header("x-forum-key").equals("F") || !asked.path().startsWith("/api/")) {
            complaints.add(asked.toString());
        }
        return switch (asked.method() + " " + asked.path()) {
            case "GET /api/templates" ->
                new Replied(
                        200,
                        "[{\"title\":\"Greeting\",\"key\":\"g\",\"variables\":{\"n\":{\"type\":\"string\"}},\"text\":{\"en\":\"Hello {{n}}\"}}]");
            case "POST /api/items/question-7/answers" -> new Replied(201, "{\"id\":52}");
            default -> new Replied(422, "{\"message\":\"Thread is closed\"}");
        };
    }

    private void registered() {
        var registered = channel.post("/api/v1/triggers/link-create?integrator=shop", channel.secretKey("CC-1"), "{}");
        assertThat(registered.body().path("status").asText())
                .as(registered.response().body())
                .isEqualTo("succeeded");
    }

    private void acted(String type, String item, String uuid) {
        var action = """
                {"action":{"ticketId":"5cc1b08ad62ec72e8388cb47","networkItemId":"%s","type":"%s","actionId":"reply-as-answer",
                "payload":{"text":"Hi","followupId":"f5f75b50-6764-11e9-9ce6-3507264c7519"},"time":%d,"uuid":"%s"}}
                """.formatted(item, type, System.currentTimeMillis(), uuid);
        inbox.post("/api/v1/triggers/ticket-acted", inbox.secretKey("CC-1"), action);
    }

    @Test
    void a_channel_registers_its_webhook_while_the_inbox_tries_it() {
        registered();

        var about = inbox.get(ROOT + "/about?accesstoken=" + TOKEN, "").body();
        assertThat(about.at("/manifest/webhook/url").asText())
                .isEqualTo(channel.server().address() + "/hooks/shop/socialhub");
        var actions = new TreeSet<String>();
        about.at("/manifest/inbox/ticketActions")
                .forEach(action -> actions.add(action.path("type").asText()));
        assertThat(actions).isEqualTo(new TreeSet<>(Set.of("button", "delete", "reply", "template_reply")));
        assertThat(about.toString()).doesNotContain(SECRET);
    }

    @Test
    void a_question_becomes_a_ticket_once_and_an_action_on_it_comes_back_signed() {
        registered();
        var question = "{\"id\":7,\"text\":\"Where is my parcel?\"}";

        assertThat(channel.post("/hooks/shop/forum", "", question, "X-Forum-Key", "F")
                        .status())
                .isEqualTo(200);
        assertThat(channel.post("/hooks/shop/forum", "", question, "X-Forum-Key", "F")
                        .status())
                .isEqualTo(200);
        Site.until(() -> inbox.crm.asked().size() == 1);
        assertThat(Site.json(inbox.crm.asked().getFirst().body())
                        .path("interaction")
                        .toString())
                .isEqualTo("{\"message\":\"Where is my parcel?\",\"networkItemId\":\"question-7\"}");
        var again = inbox.post(
                ROOT + "/inbox/tickets?accesstoken=" + TOKEN,
                "",
                "{\"interaction\":{\"networkItemId\":\"question-7\"}}");
        acted("reply", "question-7", "e1");
        acted("reply", "question-7", "e1");

        Site.until(() -> inbox.crm.asked().size() == 2);
        Site.until(() ->
                channel.server().engine().isAtRest() && inbox.server().engine().isAtRest());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("code").asText()).isEqualTo("ConflictError");
        assertThat(channel.crm.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.path()).isEqualTo("/api/items/question-7/answers"));
        assertThat(inbox.crm.asked().getLast().path())
                .isEqualTo("/tickets/5cc1b08ad62ec72e8388cb47/replies/f5f75b50-6764-11e9-9ce6-3507264c7519");
        assertThat(Site.json(inbox.crm.asked().getLast().body()).path("item").asText())
                .isEqualTo("answer-52");
    }

    @Test
    void an_action_that_the_forum_refuses_is_reset_in_the_inbox_with_its_reason() {
        registered();

        acted("reply", "question-8", "e2");

        Site.until(() -> inbox.crm.asked().size() == 1);
        var reset = inbox.crm.asked().getFirst();
        assertThat(reset.path()).isEqualTo("/tickets/5cc1b08ad62ec72e8388cb47/resets");
        assertThat(Site.json(reset.body()).toString())
                .isEqualTo("{\"action\":\"reply-as-answer\",\"reason\":\"Thread is closed\"}");
        assertThat(channel.get("/api/v1/integrators/shop", channel.admin())
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("active");
    }
}
