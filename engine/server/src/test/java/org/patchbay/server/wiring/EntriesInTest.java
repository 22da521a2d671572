package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** A person connects repositories, a chat and a mailbox; what happens there becomes entries (demonstration D8). */
class EntriesInTest {
    private static final String MAIL_KEY = "key-of-the-mail-service";

    private final Site site = new Site();
    private final GitStub git = new GitStub();
    private final PretendCrm entries = new PretendCrm();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        site.crm.answering(git::answer);
        entries.answering(this::entry);
        var gitHost = "http://" + site.crm.host();
        site.write("git.yaml", example("git-done", "https://api.git.example", gitHost, "https://git.example", gitHost));
        site.write("chat.yaml", example("chat-command"));
        site.write("mail.yaml", example("mail-in"));
        site.write("installation.yaml", Example.LOOPBACK).start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
        entries.close();
        assertThat(git.complaints).isEmpty();
        assertThat(complaints).isEmpty();
    }

    private String example(String name, String... replaced) {
        return Example.read("idonethis/" + name + ".yaml", replaced)
                .replace("https://entries.example", "http://" + entries.host())
                .replace("${env:GIT_ID}", "git-id")
                .replace("${env:GIT_SECRET}", "git-secret")
                .replace("${secret:chat-token}", "token-of-the-chat");
    }

    /** The list of entries takes nothing but what its API documents. */
    private Replied entry(Asked asked) {
        var body = Site.json(asked.body());
        var keys = new TreeSet<String>();
        body.fieldNames().forEachRemaining(keys::add);
        var isGood = asked.method().equals("POST")
                && asked.path().equals("/api/v2/entries")
                && asked.query().isEmpty()
                && asked.header("content-type").startsWith("application/json")
                && asked.header("authorization").equals("Token K1")
                && Set.of("body", "status", "created_by", "team_id", "user", "occurred_on")
                        .containsAll(keys)
                && Set.of("goal", "done", "blocked")
                        .contains(body.path("status").asText())
                && body.path("occurred_on").asText().matches("\\d{4}-\\d{2}-\\d{2}")
                && !body.path("body").asText().isBlank();
        if (!isGood) {
            complaints.add(asked.toString());
        }
        return new Replied(201, "{}");
    }

    private List<String> made() {
        return entries.asked().stream()
                .map(asked -> Site.json(asked.body()))
                .map(body ->
                        body.path("status").asText() + " " + body.path("body").asText() + " of "
                                + body.path("team_id").asText() + " on "
                                + body.path("occurred_on").asText())
                .toList();
    }

    private void rest() {
        Site.until(() -> site.server().engine().isAtRest());
    }

    private Person invited() {
        return Person.invited(site, site.secretKey("CC-1"), "git-done", "{\"user\":\"an\",\"team\":\"t9\"}");
    }

    /** A person agrees, chooses, and has a webhook at the partner. */
    private GitStub.Webhook connected() {
        var person = invited();
        assertThat(person.agree("good").toString())
                .startsWith("http://" + site.crm.host() + "/login/oauth/authorize?")
                .contains("client_id=git-id", "response_type=code");
        assertThat(person.submit("org=acme&commits=true&prs=true&action=update")
                        .response()
                        .body())
                .contains("<option value=\"shop\"", "<option value=\"web\"");
        var done = person.submit("org=acme&repo=shop&commits=true&prs=true&entryKey=Token+K1&action=connect");
        assertThat(done.header("Location")).contains("https://done.example/teams/t9/settings");
        return git.webhooks.values().iterator().next();
    }

    private Site.Answered tell(GitStub.Webhook webhook, String event, String body) {
        var signature = "sha256=" + hmac(webhook.secret(), body);
        return site.post(webhook.path(), "", body, "X-GitHub-Event", event, "X-Hub-Signature-256", signature);
    }

    private String link() {
        var links = site.get("/api/v1/integrators", site.admin()).body().path("items");
        assertThat(links).hasSize(1);
        assertThat(links.get(0).path("shortName").asText()).isEqualTo("Git: shop");
        assertThat(links.get(0).path("summary").asText()).isEqualTo("Commits & PRs from acme/shop to t9");
        return links.get(0).path("name").asText();
    }

    @Test
    void commits_and_a_merged_pull_request_of_who_has_agreed_become_entries() {
        var webhook = connected();
        var push = """
                {"commits":[{"id":"c1","distinct":true,"message":"One","timestamp":"2026-01-02T22:30:00+07:00","author":{"username":"an"}},
                {"id":"c2","distinct":true,"message":"Two","timestamp":"2026-01-02T23:30:00Z","author":{"username":"an"}},
                {"id":"c3","distinct":true,"message":"Not mine","timestamp":"2026-01-02T10:30:00Z","author":{"username":"binh"}}]}""";
        var pull = """
                {"action":"closed","pull_request":{"id":91,"title":"Ship it","merged":true,"merged_at":"2026-01-02T18:30:00Z","user":{"id":7}}}""";
        site.send(
                "PUT",
                "/api/v1/integrators/" + link(),
                site.secretKey("CC-1"),
                "{\"zone\":\"Asia/Ho_Chi_Minh\"}",
                "If-Match",
                "\"1\"");

        assertThat(tell(webhook, "push", push).status()).isEqualTo(200);
        assertThat(tell(webhook, "push", push).status()).isEqualTo(200);
        assertThat(tell(webhook, "pull_request", pull).status()).isEqualTo(200);
        assertThat(tell(webhook, "pull_request", pull.replace("true", "false")).status())
                .isEqualTo(200);
        assertThat(tell(webhook, "star", "{}").status()).isEqualTo(200);
        assertThat(tell(new GitStub.Webhook(webhook.path(), "guessed"), "push", push)
                        .status())
                .isEqualTo(401);
        Site.until(() -> entries.asked().size() == 3);
        rest();

        assertThat(made())
                .containsExactlyInAnyOrder(
                        "done One of t9 on 2026-01-02",
                        "done Two of t9 on 2026-01-03",
                        "done Ship it of t9 on 2026-01-03");
    }

    @Test
    void another_engine_as_the_host_of_repositories_is_believed_for_its_signature() {
        var webhook = connected();
        var commits = """
                {"commits":[{"id":"c1","distinct":true,"message":"One","timestamp":"2026-01-02T10:30:00Z","author":{"username":"an"}}]}""";

        assertThat(pushed(webhook, "guessed", commits)).isNotEqualTo("succeeded");
        assertThat(pushed(webhook, webhook.secret(), commits)).isEqualTo("succeeded");

        Site.until(() -> entries.asked().size() == 1);
        rest();
        assertThat(made()).containsExactly("done One of t9 on 2026-01-02");
    }

    /** An engine that tells pushes with the signature of the secret; how its run ended. */
    private String pushed(GitStub.Webhook webhook, String secret, String commits) {
        try (var host = new Site()) {
            host.write(
                            "host.yaml",
                            host(
                                    webhook.path(),
                                    site.server().address().toString().replace("http://", ""),
                                    secret))
                    .write("installation.yaml", Example.LOOPBACK)
                    .start(Watching.OFF);
            return host.post("/api/v1/triggers/pushed", host.secretKey("CC-1"), commits)
                    .body()
                    .path("status")
                    .asText();
        }
    }

    @Test
    void who_is_no_longer_known_at_the_partner_agrees_once_more_and_goes_on() {
        var person = invited();
        person.agree("good");
        assertThat(person.look().response().body()).contains("<option value=\"acme\"");
        git.revoke("G2");

        var again = person.submit("org=acme&action=update").response().body();
        assertThat(again).contains("no longer knows that you have agreed", "/authorize");
        assertThat(person.look().response().body()).contains("/authorize").doesNotContain("<option");
        person.agree("good-again");

        assertThat(person.look().response().body()).contains("You have agreed as an.", "<option value=\"acme\"");
        assertThat(person.submit("org=acme&repo=shop&entryKey=Token+K1&action=connect")
                        .status())
                .isEqualTo(303);
        assertThat(git.webhooks).hasSize(1);
    }

    @Test
    void a_link_is_gone_here_and_there_or_here_alone_when_the_partner_is_down() {
        connected();
        var key = site.secretKey("CC-1");
        assertThat(site.send("DELETE", "/api/v1/integrators/" + link() + "?user=an", key, "")
                        .status())
                .isEqualTo(204);
        assertThat(git.webhooks).isEmpty();

        var webhook = connected();
        git.goDown();
        assertThat(site.send("DELETE", "/api/v1/integrators/" + link() + "?user=an", key, "")
                        .status())
                .isEqualTo(204);

        assertThat(git.webhooks).hasSize(1);
        assertThat(site.get("/api/v1/integrators", site.admin()).body().path("items"))
                .isEmpty();
        assertThat(tell(webhook, "push", "{\"commits\":[]}").status()).isEqualTo(401);
    }

    private void linked(String template, String fields) {
        var made = site.post("/api/v1/integrators", site.secretKey("CC-1"), """
                {"template":"%s","user":"an","team":"t9","zone":"Asia/Ho_Chi_Minh","fields":%s}
                """.formatted(template, fields));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }

    @Test
    void a_command_is_answered_at_once_and_a_stranger_is_told_what_to_do() {
        linked("chat-command", "{\"uid\":\"U1\",\"workspace\":\"T1\",\"entryKey\":\"Token K1\"}");
        var command = "token=token-of-the-chat&user_id=U1&team_id=T1&trigger_id=1&text=%5B+%5D+Write+docs";

        assertThat(chat(command).response().body()).isEqualTo("{\"text\":\"Got it!\"}");
        assertThat(chat(command).response().body()).isEqualTo("{\"text\":\"Got it!\"}");
        var stranger = chat(command.replace("U1", "U2"));
        assertThat(chat(command.replace("token-of", "tokens-of")).status()).isEqualTo(401);
        assertThat(chat(command.replace("token-of", "tokens-of").replace("U1", "U2"))
                        .status())
                .isEqualTo(401);
        Site.until(() -> entries.asked().size() == 1);
        rest();

        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.body().path("text").asText()).startsWith("Nobody here knows you yet.");
        assertThat(made()).singleElement().satisfies(one -> assertThat(one).startsWith("goal Write docs of t9 on "));
    }

    private Site.Answered chat(String form) {
        return site.post(
                "/hooks/shared/chat-command/command", "", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    @Test
    void each_line_of_a_signed_mail_is_an_entry_and_another_mail_is_refused() {
        linked(
                "mail-in",
                "{\"sender\":\"an@acme.test\",\"mailbox\":\"t9@mail.done.test\",\"mailKey\":\"" + MAIL_KEY
                        + "\",\"entryKey\":\"Token K1\"}");

        assertThat(mail(MAIL_KEY, "an@acme.test").status()).isEqualTo(200);
        assertThat(mail("another key", "an@acme.test").status()).isEqualTo(406);
        assertThat(mail(MAIL_KEY, "eve@acme.test").status()).isEqualTo(406);
        Site.until(() -> entries.asked().size() == 3);
        rest();

        assertThat(made().stream().map(one -> one.replaceFirst(" of .*", "")))
                .containsExactlyInAnyOrder("goal Plan the week", "done Shipped it", "blocked Waits for keys");
    }

    private Site.Answered mail(String key, String sender) {
        var time = String.valueOf(Instant.now().getEpochSecond());
        var token = "0123456789abcdef0123456789abcdef";
        var form = "sender=" + sender.replace("@", "%40") + "&recipient=t9%40mail.done.test"
                + "&stripped-text=%5B%5D+Plan+the+week%0D%0A%0D%0AShipped+it%0A%21+Waits+for+keys&timestamp=" + time
                + "&token=" + token + "&signature=" + hmac(key, time + token);
        return site.post("/hooks/shared/mail-in/mail", "", form, "Content-Type", "application/x-www-form-urlencoded");
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

    private static String host(String url, String host, String secret) {
        return """
            kind: Template
            name: git-host
            baseUrl: "http://{{integrator.host}}"
            parameters: [{ name: hookSecret, secret: true }]
            endpoints:
              - { name: push, type: PostData, trigger: pushed, delivery: wait, url: "%s", hardParams: { header: { X-GitHub-Event: push } },
                  sign: { use: github, with: { secret: "{{integrator.hookSecret}}" } }, body: { commits: { $from: body.commits } } }
            ---
            { kind: Integrator, name: shop, template: git-host, callcenterId: CC-1, host: "%s", fields: { hookSecret: "%s" } }
            """.formatted(url, host, secret);
    }
}
