package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** A person connects an integrator through the partner's page, and how that can go wrong. */
class ConnectTest {
    private static final String DOCUMENTS = """
            kind: Installation
            egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
            ---
            kind: Template
            name: crm
            baseUrl: "http://{{integrator.host}}"
            parameters:
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.person}}" }
            defaults: { parameters: [token] }
            endpoints:
              - name: person
                type: Auth
                grant: authorization_code
                authorizeUrl: /authorize
                authorizeParams: { prompt: consent }
                url: /token
                revokeUrl: /revoke
                client: { id: patchbay, scopes: [read, write] }
              - { name: me, type: GetData, trigger: [auth-check, call-start, action], url: /me, result: { name: name } }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "HOST" }
            ---
            { kind: Integrator, name: other, template: crm, callcenterId: CC-2, host: "HOST" }
            ---
            { kind: Template, name: board, baseUrl: "http://{{integrator.host}}",
              endpoints: [{ name: see, type: GetData, trigger: contact-view, url: /see }] }
            ---
            { kind: Integrator, name: plain, template: board, callcenterId: CC-1, host: "HOST" }
            """;

    private final Site site = new Site();
    private volatile boolean revoked;

    @BeforeEach
    void open() {
        site.crm.answering(this::answer);
        site.write("crm.yaml", DOCUMENTS.replace("HOST", site.crm.host())).start(Watching.OFF);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Replied answer(Asked asked) {
        if (asked.path().equals("/revoke")) {
            revoked = asked.body().contains("token=R1");
            return new Replied(200, "");
        }
        if (asked.path().equals("/token")) {
            return revoked || asked.body().contains("code=bad")
                    ? new Replied(400, "{\"error\":\"invalid_grant\",\"error_description\":\"no <b>such</b> code\"}")
                    : new Replied(200, "{\"access_token\":\"A1\",\"refresh_token\":\"R1\",\"expires_in\":3600}");
        }
        return asked.header("authorization").equals("Bearer A1") && !revoked
                ? new Replied(200, "{\"name\":\"Lan\"}")
                : new Replied(401, "{}");
    }

    private String state() {
        return site.get("/api/v1/integrators/acme", site.admin())
                .body()
                .path("state")
                .asText();
    }

    private String link() {
        return site.post("/api/v1/integrators/acme/reconnect", site.admin(), "")
                .body()
                .path("url")
                .asText();
    }

    /** The way to the partner: its page's query, and the cookie that the browser was given. */
    private record Way(Map<String, String> query, String cookie) {}

    private Way walk(String link) {
        var answer = site.get(URI.create(link).getPath(), "");
        assertThat(answer.status()).isEqualTo(303);
        var page = URI.create(answer.header("Location").orElseThrow());
        assertThat(page.getPath()).isEqualTo("/authorize");
        var query = Arrays.stream(page.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return new Way(query, answer.header("Set-Cookie").orElseThrow().split(";", 2)[0]);
    }

    private Site.Answered back(Way way, String more) {
        return site.get("/oauth/callback?state=" + way.query().get("state") + more, "", "Cookie", way.cookie());
    }

    @Test
    void a_connection_that_is_given_back_waits_for_a_person_again() throws Exception {
        back(walk(link()), "&code=c1");
        assertThat(state()).isEqualTo("active");

        var said = site.post("/api/v1/integrators/acme/disconnect", site.admin(), "");

        assertThat(said.body().path("given").asBoolean()).isTrue();
        assertThat(said.body().path("state").asText()).isEqualTo("pending");
        assertThat(revoked).isTrue();
    }

    @Test
    void what_waits_for_a_person_says_where_the_link_comes_from() {
        var path = "/api/v1/integrators/acme/reconnect";

        var rung = site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), "{\"callId\":\"c-1\"}");
        var asked = site.post("/api/v1/integrators/acme/actions/me", site.secretKey("CC-1"), "{}");
        var kept =
                site.get("/api/v1/executions/" + rung.body().path("executionId").asText(), site.admin());

        assertThat(rung.body().at("/results/acme/me/problem/reconnect").asText())
                .isEqualTo(path);
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.body().path("type").asText()).isEqualTo("/problems/reauth-required");
        assertThat(asked.body().path("reconnect").asText()).isEqualTo(path);
        assertThat(kept.body().at("/steps/0/problem/reconnect").asText()).isEqualTo(path);
        assertThat(site.post(path, site.secretKey("CC-1"), "")
                        .body()
                        .path("url")
                        .asText())
                .contains("/oauth/connect/");
    }

    @Test
    void a_person_connects_a_pending_integrator_and_it_runs() throws Exception {
        assertThat(state()).isEqualTo("pending");
        var way = walk(link());
        assertThat(way.query())
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "patchbay")
                .containsEntry("scope", "read write")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("prompt", "consent")
                .containsEntry("redirect_uri", site.server().address() + "/oauth/callback");

        var answer = back(way, "&code=good%2F1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).contains("<h1>Connected</h1>");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        var exchange = form(site.crm.asked().getFirst().body());
        assertThat(exchange)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "good/1")
                .containsEntry("redirect_uri", way.query().get("redirect_uri"));
        var verified = MessageDigest.getInstance("SHA-256")
                .digest(exchange.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(verified))
                .isEqualTo(way.query().get("code_challenge"));
        assertThat(site.crm.asked().getLast().path()).isEqualTo("/me");
        assertThat(state()).isEqualTo("active");
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Test
    void nobody_comes_back_twice_or_in_another_browser_or_with_a_made_up_state() {
        var other = walk(link());
        assertThat(site.get("/oauth/callback?state=" + other.query().get("state") + "&code=good", "")
                        .status())
                .isEqualTo(410);
        assertThat(back(other, "&code=good").status()).isEqualTo(410);
        var way = walk(link());
        assertThat(site.get("/oauth/callback?state=made-up&code=good", "", "Cookie", way.cookie())
                        .status())
                .isEqualTo(410);
        assertThat(back(way, "&code=good").status()).isEqualTo(200);

        assertThat(back(way, "&code=good").status()).isEqualTo(410);

        assertThat(site.crm.asked().stream().filter(asked -> asked.path().equals("/token")))
                .hasSize(1);
    }

    @Test
    void a_link_that_was_used_or_made_up_opens_nothing() {
        var link = link();
        back(walk(link), "&code=good");

        assertThat(site.get(URI.create(link).getPath(), "").status()).isEqualTo(410);
        assertThat(site.get("/oauth/connect/made-up", "").status()).isEqualTo(410);
    }

    @Test
    void its_pages_are_readable_in_light_and_in_dark_with_a_style_that_the_browser_takes() throws Exception {
        var response = site.get("/oauth/connect/made-up", "").response();

        var style = response.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
        var hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(style).contains("color-scheme:light dark");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void who_does_not_agree_changes_nothing_and_reads_why_as_text() {
        var answer = back(walk(link()), "&error=access_denied&error_description=%3Cscript%3Eno%3C%2Fscript%3E");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.response().body()).contains("&lt;script&gt;no").doesNotContain("<script>");
        assertThat(site.crm.asked()).isEmpty();
        assertThat(state()).isEqualTo("pending");
    }

    @Test
    void a_code_that_the_partner_refuses_is_told_in_the_partners_words() {
        var answer = back(walk(link()), "&code=bad");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.response().body()).contains("no &lt;b&gt;such&lt;/b&gt; code");
        assertThat(state()).isEqualTo("pending");
    }

    @Test
    void what_the_partner_takes_back_stops_the_integrator_until_somebody_connects_again() {
        back(walk(link()), "&code=good");
        revoked = true;

        var answer = site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), "{\"callId\":\"c-1\"}");

        assertThat(answer.body().at("/results/acme/me/status").asText()).isEqualTo("failed");
        assertThat(state()).isEqualTo("reauth-required");
        var asked = site.crm.asked().size();
        site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), "{\"callId\":\"c-2\"}");
        assertThat(site.crm.asked()).hasSize(asked);
        revoked = false;
        assertThat(back(walk(link()), "&code=good").status()).isEqualTo(200);
        assertThat(state()).isEqualTo("active");
    }

    @Test
    void a_check_says_whether_the_partner_is_content() {
        assertThat(check().path("valid").asBoolean()).isFalse();
        back(walk(link()), "&code=good");
        assertThat(check().path("valid").asBoolean()).isTrue();
        revoked = true;

        var said = check();

        assertThat(said.path("valid").asBoolean()).isFalse();
        assertThat(said.path("state").asText()).isEqualTo("reauth-required");
        assertThat(said.at("/problem/type").asText()).isEqualTo("reauth-required");
    }

    @Test
    void a_check_where_nothing_can_be_asked_says_so_and_changes_nothing() {
        site.post("/api/v1/integrators/plain/disable", site.admin(), "{\"reason\":\"moving\"}");

        var said = site.post("/api/v1/integrators/plain/check", site.admin(), "");

        assertThat(said.status()).isEqualTo(409);
        assertThat(said.body().path("type").asText()).endsWith("nothing-to-ask");
        assertThat(said.body().path("detail").asText()).contains("`plain`", "`auth-check`");
        assertThat(site.crm.asked()).isEmpty();
        assertThat(site.get("/api/v1/integrators/plain", site.admin())
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("disabled");
    }

    private JsonNode check() {
        return site.post("/api/v1/integrators/acme/check", site.admin(), "").body();
    }

    @Test
    void an_integrator_is_stopped_with_a_reason_and_goes_on() {
        back(walk(link()), "&code=good");

        assertThat(site.post("/api/v1/integrators/acme/disable", site.admin(), "{\"reason\":\"moving\"}")
                        .status())
                .isEqualTo(204);

        assertThat(state()).isEqualTo("disabled");
        var answer = site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), "{\"callId\":\"c-1\"}");
        assertThat(answer.body().path("reason").asText()).contains("moving");
        assertThat(site.post("/api/v1/integrators/acme/enable", site.admin(), "")
                        .status())
                .isEqualTo(204);
        assertThat(state()).isEqualTo("active");
    }

    @Test
    void only_who_may_change_an_integrator_connects_it() {
        assertThat(site.post("/api/v1/integrators/acme/reconnect", site.secretKey("CC-2"), "")
                        .status())
                .isEqualTo(404);
        assertThat(site.post("/api/v1/integrators/acme/reconnect", site.adminKey(Role.VIEWER), "")
                        .status())
                .isEqualTo(403);
        assertThat(site.post("/api/v1/integrators/acme/reconnect", site.publishableKey("CC-1", "https://a.example"), "")
                        .status())
                .isEqualTo(403);
        assertThat(site.post("/api/v1/integrators/acme/reconnect", site.secretKey("CC-1"), "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void no_token_is_shown_anywhere() {
        back(walk(link()), "&code=good");

        var shown =
                site.get("/api/v1/integrators/acme", site.admin()).response().body();

        assertThat(shown).contains("obtainedAt").doesNotContain("A1\"").doesNotContain("R1");
    }
}
