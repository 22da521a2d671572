package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** Integrators that are made, changed and removed over HTTP. */
class LinksTest {
    private static final String DOCUMENTS = """
            kind: Installation
            egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
            ---
            kind: Template
            name: crm
            baseUrl: "http://{{integrator.host}}"
            parameters:
              - { name: apiKey, type: header, key: X-Api-Key, secret: true }
              - { name: hookSecret, secret: true, generate: 24 }
            link: { scope: user, summary: "Calls of {{integrator.user}}" }
            endpoints:
              - { name: me, type: GetData, trigger: auth-check, url: /me, parameters: [apiKey] }
              - { name: bye, type: PostData, trigger: link-remove, url: /bye, parameters: [apiKey] }
            ---
            { kind: Integrator, name: written, template: crm, callcenterId: CC-1, host: "HOST", fields: { apiKey: W } }
            """;

    private final Site site = new Site();

    @BeforeEach
    void open() {
        site.crm.answering(
                asked -> asked.header("x-api-key").equals("K1") || asked.path().equals("/bye")
                        ? new Replied(200, "{}")
                        : new Replied(401, "{}"));
        site.write("crm.yaml", DOCUMENTS.replace("HOST", site.crm.host())).start(Watching.OFF);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Site.Answered make(String name, String key) {
        return site.post(
                "/api/v1/integrators",
                site.secretKey("CC-1"),
                "{\"template\":\"crm\",\"name\":\"%s\",\"user\":\"u1\",\"host\":\"%s\",\"fields\":{\"apiKey\":\"%s\"}}"
                        .formatted(name, site.crm.host(), key));
    }

    @Test
    void makes_shows_changes_and_removes_an_integrator() {
        var made = make("mine", "K1");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).contains("/api/v1/integrators/mine");
        assertThat(made.body().path("state").asText()).isEqualTo("active");
        assertThat(made.body().path("summary").asText()).isEqualTo("Calls of u1");
        assertThat(made.response().body()).doesNotContain("K1");

        var changed = site.send(
                "PUT", "/api/v1/integrators/mine", site.secretKey("CC-1"), "{\"label\":\"Mine\"}", "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("label").asText()).isEqualTo("Mine");
        assertThat(changed.body().path("version").asInt()).isEqualTo(2);

        var removed = site.send("DELETE", "/api/v1/integrators/mine?user=u1", site.secretKey("CC-1"), "");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(site.crm.asked()).anyMatch(asked -> asked.path().equals("/bye"));
        assertThat(site.get("/api/v1/integrators/mine", site.admin()).status()).isEqualTo(404);
    }

    @Test
    void a_secret_is_exchanged_by_its_call_centre_or_an_owner_and_said_once_when_it_is_made_up() {
        make("mine", "K1");
        var path = "/api/v1/integrators/mine/rotate";

        var made = site.post(path, site.secretKey("CC-1"), "{\"field\":\"hookSecret\",\"grace\":\"2h\"}");
        var given = site.post(path, site.admin(), "{\"field\":\"apiKey\",\"value\":\"K1-new\"}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body().path("value").asText()).hasSize(24);
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(Instant.parse(made.body().path("oldUntil").asText()))
                .isBetween(Instant.now().plusSeconds(3_600), Instant.now().plusSeconds(7_200));
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.body().has("value")).isFalse();
        var shown =
                site.get("/api/v1/integrators/mine", site.admin()).response().body();
        assertThat(shown).doesNotContain("K1-new", made.body().path("value").asText());
        site.post("/api/v1/integrators/mine/check", site.admin(), "");
        assertThat(site.crm.asked().getLast().header("x-api-key")).isEqualTo("K1-new");
    }

    @Test
    void an_exchange_that_cannot_be_is_refused_with_the_reason() {
        make("mine", "K1");
        var path = "/api/v1/integrators/mine/rotate";

        assertThat(site.post(path, site.adminKey(Role.EDITOR), "{\"field\":\"apiKey\"}")
                        .status())
                .isEqualTo(403);
        assertThat(site.post(path, site.secretKey("CC-2"), "{\"field\":\"apiKey\"}")
                        .status())
                .isEqualTo(404);
        assertThat(site.post(path, site.admin(), "{\"field\":\"apiKey\"}")
                        .response()
                        .body())
                .contains("the new value must be given");
        assertThat(site.post(path, site.admin(), "{\"field\":\"hookSecret\",\"grace\":\"90d\"}")
                        .status())
                .isEqualTo(422);
        assertThat(site.post(path.replace("mine", "written"), site.admin(), "{\"field\":\"apiKey\",\"value\":\"x\"}")
                        .response()
                        .body())
                .contains("stands in crm.yaml and is exchanged there");
    }

    @Test
    void keeps_them_over_a_restart() {
        make("mine", "K1");

        site.stop().start(Watching.OFF);

        assertThat(site.get("/api/v1/integrators/mine", site.admin()).status()).isEqualTo(200);
        assertThat(site.post("/api/v1/integrators/mine/check", site.admin(), "")
                        .body()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void says_what_is_wrong_and_keeps_nothing() {
        var refused = make("mine", "wrong");
        var lacking = site.post("/api/v1/integrators", site.secretKey("CC-1"), "{\"template\":\"crm\"}");
        var taken = make("written", "K1");

        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.body().path("endpoint").asText()).isEqualTo("me");
        assertThat(lacking.status()).isEqualTo(422);
        assertThat(lacking.body().at("/findings/0/code").asText()).isEqualTo("PB402");
        assertThat(taken.body().at("/findings/0/code").asText()).isEqualTo("PB309");
        assertThat(site.get("/api/v1/integrators", site.admin()).body().path("items"))
                .hasSize(1);
    }

    @Test
    void only_its_owner_removes_a_link_and_nobody_one_that_is_declared() {
        make("mine", "K1");

        assertThat(site.send("DELETE", "/api/v1/integrators/mine?user=u2", site.secretKey("CC-1"), "")
                        .status())
                .isEqualTo(403);
        assertThat(site.send("DELETE", "/api/v1/integrators/mine", site.secretKey("CC-2"), "")
                        .status())
                .isEqualTo(404);
        assertThat(site.send("DELETE", "/api/v1/integrators/written", site.secretKey("CC-1"), "")
                        .status())
                .isEqualTo(409);
    }
}
