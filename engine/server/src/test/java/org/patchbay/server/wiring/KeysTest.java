package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.server.http.Role;

/** Who may do what (interfaces, section 3.1). */
class KeysTest extends UsualSite {
    private static final String FIRE = "/api/v1/triggers/call-start";
    private static final String RING = "{\"phone\":\"0901234567\"}";
    private static final String PAGE = "https://phone.acme.example";

    @Test
    void the_key_of_this_machine_is_a_file_that_only_its_owner_reads() throws IOException {
        var file = site.directory.resolve("data/admin.key");

        assertThat(Files.readString(file).strip()).isEqualTo(site.admin()).matches("ak_[0-9A-Za-z]{32}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_publishable_key_works_from_the_pages_that_its_integrator_allows() {
        var key = site.publishableKey("CC-1");

        var answer = site.post(FIRE, key, RING, "Origin", PAGE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(PAGE);
        assertThat(answer.header("Vary").orElse("")).contains("Origin");
    }

    @Test
    void a_publishable_key_works_from_the_pages_that_it_names_itself() {
        var key = site.publishableKey("CC-2", "https://beta.example");

        var answer = site.post(FIRE, key, RING, "Origin", "https://beta.example");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("https://beta.example");
    }

    @Test
    void a_publishable_key_works_from_no_other_page_and_from_no_back_end() {
        var key = site.publishableKey("CC-1");

        var elsewhere = site.post(FIRE, key, RING, "Origin", "https://evil.example");
        var nowhere = site.post(FIRE, key, RING);

        assertThat(elsewhere.problem()).isEqualTo("/problems/origin-not-allowed");
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhere.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(nowhere.problem()).isEqualTo("/problems/origin-not-allowed");
    }

    @Test
    void a_page_of_another_call_centre_cannot_use_the_key() {
        var key = site.publishableKey("CC-2");

        assertThat(site.post(FIRE, key, RING, "Origin", PAGE).problem()).isEqualTo("/problems/origin-not-allowed");
    }

    @Test
    void the_servers_own_pages_may_use_any_publishable_key() {
        var key = site.publishableKey("CC-1");

        var answer =
                site.post(FIRE, key, RING, "Origin", site.server().address().toString());

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_publishable_key_reads_no_executions() {
        var key = site.publishableKey("CC-1");

        var answer = site.get("/api/v1/executions", key, "Origin", PAGE);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("/problems/forbidden");
    }

    @Test
    void browsers_are_told_beforehand_which_pages_may_call() {
        var known = site.send("OPTIONS", FIRE, "", "", "Origin", PAGE, "Access-Control-Request-Method", "POST");
        var unknown = site.send(
                "OPTIONS", FIRE, "", "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST");

        assertThat(known.status()).isEqualTo(204);
        assertThat(known.header("Access-Control-Allow-Origin")).contains(PAGE);
        assertThat(known.header("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization", "Idempotency-Key");
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void what_belongs_to_another_call_centre_does_not_exist() {
        var ours = site.secretKey("CC-1");
        var theirs = site.secretKey("CC-2");
        var execution = site.post(FIRE, ours, RING).body().path("executionId").asText();

        assertThat(site.get("/api/v1/executions/" + execution, ours).status()).isEqualTo(200);
        assertThat(site.get("/api/v1/executions/" + execution, theirs).status()).isEqualTo(404);
        assertThat(site.get("/api/v1/executions/" + execution + "/curl", theirs).status())
                .isEqualTo(404);
        assertThat(site.get("/api/v1/integrators/acme", theirs).status()).isEqualTo(404);
        assertThat(site.get("/api/v1/integrators/acme/info", theirs).status()).isEqualTo(404);
        assertThat(site.get("/api/v1/integrators/acme/actions", theirs).status())
                .isEqualTo(404);
        assertThat(site.post("/api/v1/integrators/acme/actions/writeNote", theirs, "{}")
                        .status())
                .isEqualTo(404);
        assertThat(site.post(FIRE + "?callcenterId=CC-1", theirs, RING).status())
                .isEqualTo(404);
        assertThat(site.get("/api/v1/executions?callcenterId=CC-1", theirs).status())
                .isEqualTo(404);
    }

    @Test
    void a_list_holds_what_is_ones_own() {
        var ours = site.secretKey("CC-1");
        var theirs = site.secretKey("CC-2");
        site.post(FIRE, ours, RING);
        site.post(FIRE, theirs, RING);

        var list = site.get("/api/v1/executions?limit=500", theirs).body().path("items");

        assertThat(list)
                .isNotEmpty()
                .allMatch(item -> item.path("callcenterId").asText().equals("CC-2"));
    }

    @Test
    void each_role_may_do_what_those_before_it_may() {
        var viewer = site.adminKey(Role.VIEWER);
        var editor = site.adminKey(Role.EDITOR);
        var owner = site.adminKey(Role.OWNER);

        assertThat(site.get("/api/v1/config", viewer).status()).isEqualTo(200);
        assertThat(site.post("/api/v1/config/reload", viewer, "").problem()).isEqualTo("/problems/forbidden");
        assertThat(site.post(FIRE + "?integrator=acme", viewer, RING).problem()).isEqualTo("/problems/forbidden");
        assertThat(site.post("/api/v1/config/reload", editor, "").status()).isEqualTo(200);
        assertThat(site.get("/api/v1/keys", editor).problem()).isEqualTo("/problems/forbidden");
        assertThat(site.get("/api/v1/secrets", editor).problem()).isEqualTo("/problems/forbidden");
        assertThat(site.get("/api/v1/keys", owner).status()).isEqualTo(200);
    }

    @Test
    void a_secret_key_is_no_admin_key() {
        var secret = site.secretKey();

        assertThat(site.post("/api/v1/config/reload", secret, "").problem()).isEqualTo("/problems/forbidden");
        assertThat(site.get("/api/v1/config", secret).problem()).isEqualTo("/problems/forbidden");
    }

    @Test
    void a_key_is_made_shown_once_and_revoked() {
        var made = site.post("/api/v1/keys", site.admin(), "{\"kind\":\"sk\",\"callcenterId\":\"CC-1\"}");

        assertThat(made.status()).isEqualTo(201);
        var text = made.body().path("key").asText();
        var id = made.body().path("id").asText();
        assertThat(text).matches("sk_[0-9A-Za-z]{32}");
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(site.post(FIRE, text, RING).status()).isEqualTo(200);
        assertThat(site.get("/api/v1/keys", site.admin()).response().body())
                .contains(id)
                .doesNotContain(text);
        assertThat(site.send("DELETE", "/api/v1/keys/" + id, site.admin(), "").status())
                .isEqualTo(204);
        assertThat(site.post(FIRE, text, RING).status()).isEqualTo(401);
        assertThat(site.send("DELETE", "/api/v1/keys/" + id, site.admin(), "").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"null\"] | /allowedOrigins/0",
                "[\"https://a.example\", \"*\"] | /allowedOrigins/1",
                "[\"https://*.example\"] | /allowedOrigins/0",
                "[\"https://a.example/\"] | /allowedOrigins/0",
                "[\"https://a.example; script-src *\"] | /allowedOrigins/0",
                "[\"javascript:alert(1)\"] | /allowedOrigins/0",
                "\"https://a.example\" | /allowedOrigins"
            })
    void a_key_for_pages_of_everybody_is_not_made(String origins, String pointer) {
        var made = site.post(
                "/api/v1/keys",
                site.admin(),
                "{\"kind\":\"pk\",\"callcenterId\":\"CC-1\",\"allowedOrigins\":" + origins + "}");

        assertThat(made.status()).isEqualTo(422);
        assertThat(made.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void a_key_that_makes_no_sense_is_not_made() {
        assertThat(site.post("/api/v1/keys", site.admin(), "{\"kind\":\"xk\"}")
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/kind");
        assertThat(site.post("/api/v1/keys", site.admin(), "{\"kind\":\"pk\"}")
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/callcenterId");
        assertThat(site.post("/api/v1/keys", site.admin(), "{\"kind\":\"ak\",\"role\":\"king\"}")
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/role");
    }

    @Test
    void a_key_whose_limits_are_misspelled_is_not_made() {
        assertThat(site.post("/api/v1/keys", site.admin(), "{\"kind\":\"sk\",\"callCentre\":\"CC-1\"}")
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/callCentre");
    }
}
