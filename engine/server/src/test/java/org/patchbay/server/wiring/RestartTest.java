package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.ServerSettings.Watching;

class RestartTest {
    private static final String FIRE = "/api/v1/triggers/call-start";
    private static final String RING = "{\"phone\":\"0901234567\"}";
    private final Site site = new Site();

    @AfterEach
    void stops_the_server() {
        site.close();
    }

    @Test
    void the_revision_accepted_last_serves_when_the_documents_are_broken_after_a_restart() {
        site.write("crm.yaml", Samples.crm(site.crm.host())).start(Watching.OFF).stop();
        site.write("crm.yaml", "kind: Nonsense").start(Watching.OFF);

        var answer = site.post(FIRE, site.secretKey("CC-1"), RING);

        assertThat(answer.body().path("status").asText()).isEqualTo("succeeded");
        assertThat(answer.body().path("revision").asLong()).isEqualTo(1);
        assertThat(site.get("/health/readiness", "").status()).isEqualTo(200);
        assertThat(String.join("\n", site.said)).contains("crm.yaml:1").contains("Serving revision 1");
        assertThat(site.get("/api/v1/config", site.admin()).body().at("/refused/findings"))
                .isNotEmpty();
    }

    @Test
    void the_same_documents_keep_their_number_over_a_restart() {
        site.write("crm.yaml", Samples.crm(site.crm.host()))
                .start(Watching.OFF)
                .stop()
                .start(Watching.OFF);

        assertThat(site.get("/api/v1/config", site.admin())
                        .body()
                        .path("revision")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void keys_outlive_a_restart() {
        site.write("crm.yaml", Samples.crm(site.crm.host())).start(Watching.OFF);
        var key = site.secretKey("CC-1");
        var admin = site.admin();

        site.stop().start(Watching.OFF);

        assertThat(site.post(FIRE, key, RING).status()).isEqualTo(200);
        assertThat(site.admin()).isEqualTo(admin);
    }

    @Test
    void nothing_is_served_when_nothing_was_ever_accepted_until_the_documents_are_mended() {
        site.write("crm.yaml", "kind: Nonsense").start(Watching.OFF);
        var key = site.secretKey("CC-1");

        var before = site.post(FIRE, key, RING);
        var readiness = site.get("/health/readiness", "");
        site.write("crm.yaml", Samples.crm(site.crm.host()));
        site.post("/api/v1/config/reload", site.admin(), "");
        var after = site.post(FIRE, key, RING);

        assertThat(before.status()).isEqualTo(503);
        assertThat(before.problem()).isEqualTo("/problems/not-configured");
        assertThat(before.header("Retry-After")).isPresent();
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(site.get("/health/liveness", "").status()).isEqualTo(200);
        assertThat(after.status()).isEqualTo(200);
        assertThat(site.get("/health/readiness", "").status()).isEqualTo(200);
    }
}
