package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** A network of an inbox from its first manifest to its channels: one engine is the inbox, another the network (demonstration D7). */
class NetworkTest {
    private static final String KEY = "creation-key-of-the-inbox";
    private static final String SECRET = "0123456789abcdef0123456789abcdef-secret";
    private static final String ROOT = "/hooks/shared/channel-network";

    private final Site inbox = new Site();
    private final Site network = new Site();

    @BeforeEach
    void start() {
        inbox.write(
                        "network.yaml",
                        Example.read("socialhub/channel-network.yaml", "${env:CREATION}", KEY)
                                        .replace("type: Channel\n", "type: Channel\nstate: review\n")
                                + Example.LOOPBACK)
                .start(Watching.OFF);
        network.write(
                        "forum.yaml",
                        Example.read(
                                        "socialhub/forum-network.yaml",
                                        "https://api.socialhub.io",
                                        inbox.server().address() + ROOT,
                                        "returnHosts: [app.socialhub.io]",
                                        "returnHosts: [inbox.example]",
                                        "${env:WEBHOOK}",
                                        SECRET)
                                + Example.LOOPBACK)
                .start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        network.close();
        inbox.close();
    }

    /** A temporary token, made by code of the test. */
    private static String token(String account, Instant until, String key) {
        var head = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        var claims = "{\"accountId\":\"%s\",\"exp\":%d}".formatted(account, until.getEpochSecond());
        var text = head + "." + encoded(claims.getBytes(StandardCharsets.UTF_8));
        return text + "." + encoded(hmac(key, text));
    }

    private static byte[] hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Instant inHalfAnHour() {
        return Instant.now().plusSeconds(1_800);
    }

    private Site.Answered created(String token, String network) {
        return inbox.post(ROOT + "/channels?accesstoken=" + token, "", "{\"networkId\":\"" + network + "\"}");
    }

    private Site.Answered manifest(String accessToken, String change) {
        return inbox.send("PATCH", ROOT + "/manifest?accesstoken=" + accessToken, "", change);
    }

    private Site.Answered state(String key, String state) {
        return inbox.post("/api/v1/templates/channel-network/state", key, "{\"state\":\"" + state + "\"}");
    }

    /** A channel of the developer's own, with all that customers need. */
    private String told() {
        var accessToken = created(token("CC-dev", inHalfAnHour(), KEY), "dev")
                .body()
                .at("/endpoint/accessToken")
                .asText();
        var change = """
                {"callbacks":{"channelCreation":"%1$s/link/forum-network","channelReactivation":"%1$s/link/forum-network?again=true"},"webhook":{"url":"%1$s/hooks/shared/forum-network/inbox","secret":"%2$s"},"inbox":{"ticketActions":[]}}
                """.formatted(network.server().address(), SECRET);
        assertThat(manifest(accessToken, change).status()).isEqualTo(200);
        return accessToken;
    }

    @Test
    void the_token_of_a_channel_says_whose_it_is() throws IOException {
        var made = created(token("CC-dev", inHalfAnHour(), KEY), "dev").body();

        var claims = made.at("/endpoint/accessToken").asText().split("\\.", -1)[1];
        var said = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(claims));
        assertThat(said.path("accountId").asText()).isEqualTo("CC-dev");
        assertThat(said.path("channelId").asText()).isEqualTo(made.path("_id").asText());
        assertThat(said.path("iat").asLong())
                .isBetween(Instant.now().getEpochSecond() - 3_600, Instant.now().getEpochSecond());
        assertThat(said.has("exp")).isFalse();
    }

    @Test
    void a_manifest_is_changed_until_it_is_published_and_published_when_it_names_a_page() {
        var accessToken = created(token("CC-dev", inHalfAnHour(), KEY), "dev")
                .body()
                .at("/endpoint/accessToken")
                .asText();
        var publisher = inbox.adminKey(Role.PUBLISHER);

        assertThat(manifest(accessToken, "{}").body().isEmpty()).isTrue();
        assertThat(state(publisher, "published").response().body()).contains("PB905");
        assertThat(state(inbox.adminKey(Role.EDITOR), "published").status()).isEqualTo(403);
        told();
        var before = inbox.get(ROOT + "/?accesstoken=" + accessTokenOf("dev"), "");
        assertThat(before.body().at("/manifest/callbacks/channelCreation").asText())
                .endsWith("/link/forum-network");
        assertThat(before.response().body()).doesNotContain(SECRET);
        assertThat(state(publisher, "published").status()).isEqualTo(200);

        var late = manifest(accessTokenOf("dev"), "{\"callbacks\":{\"channelCreation\":\"https://evil.example\"}}");

        assertThat(late.status()).isEqualTo(403);
        assertThat(late.body().path("code").asText()).isEqualTo("AccessDenied");
        var after = inbox.get(ROOT + "?accesstoken=" + accessTokenOf("dev"), "").body();
        assertThat(after.at("/channel/networkId").asText()).isEqualTo("dev");
        assertThat(after.has("manifest")).isFalse();
        assertThat(state(publisher, "active").response().body()).contains("PB906");
    }

    /** The token of a channel now, which only the inbox knows. */
    private String accessTokenOf(String networkId) {
        return inbox.server().engine().live().orElseThrow().tenants().values().stream()
                .filter(tenant -> tenant.values().path("networkId").asText().equals(networkId))
                .map(tenant -> org.patchbay.definition.SecretNode.reveal(
                                tenant.values().path("accesstoken"))
                        .asText())
                .findFirst()
                .orElseThrow();
    }

    /** A person clicks in the inbox, and fills in the form of the network. Where the person is at the end. */
    private String added(String account, String forum) {
        return invited(account, forum, "{}");
    }

    private String invited(String account, String forum, String wish) {
        var invited = inbox.post("/api/v1/links/channel-network", inbox.secretKey(account), wish);
        var address = URI.create(invited.body().path("url").asText());
        var sent = inbox.get(address.getPath() + "?" + address.getQuery(), "");
        assertThat(sent.status()).isEqualTo(303);
        var page = URI.create(sent.header("Location").orElseThrow());
        assertThat(page.toString()).startsWith(network.server().address() + "/link/forum-network?");
        strict(Person.query(page).getOrDefault("token", ""), account, forum);
        var opened = network.get(page.getPath() + "?" + page.getRawQuery(), "");
        var cookie = opened.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        var form = opened.header("Location").orElseThrow();
        var done = network.send(
                "POST",
                form.replace("/form", ""),
                "",
                "forumHost=" + forum + "&action=connect",
                "Cookie",
                cookie,
                "Content-Type",
                "application/x-www-form-urlencoded");
        return done.header("Location").orElseGet(() -> done.response().body());
    }

    /** The token is for that account, good for half an hour, and signed by the inbox; of a channel that was there it says which. */
    private void strict(String token, String account, String forum) {
        var parts = token.split("\\.", -1);
        var claims = Site.json(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        assertThat(parts[2]).isEqualTo(encoded(hmac(KEY, parts[0] + "." + parts[1])));
        assertThat(claims.path("accountId").asText()).isEqualTo(account);
        if (claims.has("channelId")) {
            assertThat(claims.path("channelId").asText()).isEqualTo(integrator(forum));
            assertThat(claims.path("networkId").asText()).isEqualTo(forum);
        }
        assertThat(claims.path("exp").asLong() - Instant.now().getEpochSecond()).isBetween(1_700L, 1_800L);
    }

    private Set<String> names(Site site) {
        var names = new TreeSet<String>();
        site.get("/api/v1/integrators", site.admin())
                .body()
                .path("items")
                .forEach(one -> names.add(
                        one.path("name").asText() + " " + one.path("state").asText()));
        return names;
    }

    @Test
    void customers_make_channels_which_are_disabled_and_come_back_as_the_same_with_another_token() {
        told();
        assertThat(state(inbox.adminKey(Role.PUBLISHER), "published").status()).isEqualTo(200);

        assertThat(added("CC-7", "a.forum.test")).isEqualTo("https://inbox.example/channels");
        assertThat(added("CC-7", "b.forum.test")).isEqualTo("https://inbox.example/channels");
        var tokens = List.of(accessTokenOf("a.forum.test"), accessTokenOf("b.forum.test"));
        assertThat(Set.copyOf(tokens)).hasSize(2);
        assertThat(names(network)).hasSize(2).allMatch(name -> name.endsWith(" active"));
        var before = Set.of(names(inbox), names(network));

        var disabled = inbox.post(
                "/api/v1/triggers/channel-disabled?integrator=" + integrator("a.forum.test"),
                inbox.secretKey("CC-7"),
                "{}");
        inbox.over(disabled.body().path("executionId").asText());
        Site.until(() -> names(network).stream().anyMatch(name -> name.endsWith(" disabled")));

        var again = "{\"integrator\":\"" + integrator("a.forum.test") + "\"}";
        assertThat(invited("CC-7", "a.forum.test", again)).isEqualTo("https://inbox.example/channels");
        assertThat(Set.of(names(inbox), names(network))).isEqualTo(before);
        assertThat(accessTokenOf("a.forum.test")).isNotEqualTo(tokens.getFirst());
        assertThat(accessTokenOf("b.forum.test")).isEqualTo(tokens.getLast());
        assertThat(inbox.get(ROOT + "/?accesstoken=" + tokens.getFirst(), "").status())
                .isEqualTo(401);
        var asked = network.post("/api/v1/triggers/channel-asked", network.secretKey("forum"), "{}");
        assertThat(network.over(asked.body().path("executionId").asText())
                        .path("status")
                        .asText())
                .isEqualTo("succeeded");
    }

    private String integrator(String networkId) {
        return inbox.server().engine().live().orElseThrow().tenants().values().stream()
                .filter(tenant -> tenant.values().path("networkId").asText().equals(networkId))
                .map(tenant -> tenant.name())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_temporary_token_is_for_making_channels_and_stands_nowhere() {
        told();
        added("CC-7", "a.forum.test");
        var temporary = token("CC-7", inHalfAnHour(), KEY);

        assertThat(inbox.get(ROOT + "/?accesstoken=" + temporary, "").status()).isEqualTo(401);
        assertThat(manifest(temporary, "{\"inbox\":{}}").status()).isEqualTo(401);
        assertThat(created(token("CC-7", Instant.now().minusSeconds(60), KEY), "x")
                        .status())
                .isEqualTo(401);
        assertThat(created(token("CC-7", inHalfAnHour(), "somebody else's"), "x")
                        .status())
                .isEqualTo(401);
        for (var site : List.of(inbox, network)) {
            assertThat(site.get("/api/v1/executions?limit=100", site.admin())
                            .response()
                            .body())
                    .doesNotContain("eyJ");
            assertThat(String.join("\n", site.said)).doesNotContain("eyJ");
        }
    }

    @Test
    void a_webhook_that_does_not_know_its_challenge_is_refused_and_one_is_taken_out_by_null() {
        var accessToken = told();
        inbox.crm.answering(NetworkTest::ignorant);
        var wrong = manifest(
                accessToken,
                "{\"webhook\":{\"url\":\"http://%s/hook\",\"secret\":\"%s\"}}".formatted(inbox.crm.host(), SECRET));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(inbox.crm.asked("/hook")).singleElement().satisfies(NetworkTest::isSigned);
        assertThat(manifest(accessToken, "{}").body().has("webhook")).isFalse();
        told();
        assertThat(manifest(accessTokenOf("dev"), "{\"webhook\":null}").body().has("webhook"))
                .isFalse();
        assertThat(manifest(accessTokenOf("dev"), "{}").body().has("callbacks")).isTrue();
    }

    private static Replied ignorant(Asked asked) {
        return new Replied(200, "");
    }

    /** The bytes that came, the way the documentation of the inbox has it. */
    private static void isSigned(Asked asked) {
        var challenge = java.util.HexFormat.of()
                .formatHex(org.apache.commons.codec.digest.DigestUtils.sha256(
                        asked.header("x-socialhub-timestamp") + ";" + SECRET));
        assertThat(asked.header("x-socialhub-signature"))
                .isEqualTo(java.util.HexFormat.of().formatHex(hmac(challenge, asked.body())));
        assertThat(Site.json(asked.body()).path("events").isEmpty()).isTrue();
    }
}
