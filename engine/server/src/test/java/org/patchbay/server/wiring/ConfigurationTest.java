package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

class ConfigurationTest {
    private static final String RELOAD = "/api/v1/config/reload";
    private static final String RING = "{\"phone\":\"0901234567\"}";
    private final Site site = Site.usual();

    @AfterEach
    void stops_the_server() {
        site.close();
    }

    private String documents() {
        return Samples.crm(site.crm.host());
    }

    private static String laidOver(String path, String text) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("documents").put(path, text);
        return body.toString();
    }

    @Test
    void what_runs_is_told_with_its_number() {
        var answer = site.get("/api/v1/config", site.admin());

        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(answer.body().path("revision").asLong()).isEqualTo(1);
        assertThat(answer.body().path("hash").asText()).hasSize(64);
        assertThat(answer.body().path("templates").asInt()).isEqualTo(1);
        assertThat(answer.body().path("integrators").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/nodes/0/revision").asLong()).isEqualTo(1);
        assertThat(answer.body().at("/documents/0").asText()).isEqualTo("crm.yaml");
        assertThat(answer.body().has("refused")).isFalse();
    }

    @Test
    void a_partner_that_is_left_alone_is_named_where_one_looks_first() {
        var key = site.secretKey("CC-1");
        site.crm.answering(_ -> new Replied(503, "{}"));
        for (var call = 0; call < 10; call++) {
            site.post("/api/v1/triggers/call-end", key, "{\"callId\":\"c-%d\",\"duration\":61}".formatted(call));
        }

        Site.until(() -> !site.get("/api/v1/config", site.admin())
                .body()
                .path("leftAlone")
                .isEmpty());

        assertThat(site.get("/api/v1/config", site.admin())
                        .body()
                        .at("/leftAlone/0")
                        .asText())
                .isEqualTo("acme at " + site.crm.host());
        assertThat(site.get("/api/v1/integrators/acme", key)
                        .body()
                        .at("/leftAlone/0")
                        .asText())
                .isEqualTo(site.crm.host());
        assertThat(site.get("/api/v1/integrators/beta", site.admin()).body().has("leftAlone"))
                .isFalse();
    }

    @Test
    void changed_documents_are_taken() {
        site.write("crm.yaml", documents().replace("url: /contacts", "url: /v2/contacts"));

        var answer = site.post(RELOAD, site.admin(), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"2\"");
        assertThat(answer.body().path("revision").asLong()).isEqualTo(2);
        assertThat(answer.body().at("/changes/0").asText()).isEqualTo("~ crm.yaml");
        assertThat(answer.body().path("ms").isNumber()).isTrue();
        assertThat(answer.body().path("warnings")).isNotEmpty();
        site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), RING);
        assertThat(site.crm.asked("/v2/contacts")).hasSize(1);
    }

    @Test
    void documents_that_did_not_change_stay_what_they_are() {
        var answer = site.post(RELOAD, site.admin(), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("revision").asLong()).isEqualTo(1);
        assertThat(answer.body().path("changes")).isEmpty();
    }

    @Test
    void broken_documents_are_refused_with_all_findings_while_the_old_ones_go_on() {
        site.write(
                "crm.yaml",
                documents()
                        .replace("trigger: call-start", "trigger: call-strat")
                        .replace("kind: Integrator", "kind: Integrater"));

        var answer = site.post(RELOAD, site.admin(), "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("/problems/config-refused");
        assertThat(answer.body().path("serving").asLong()).isEqualTo(1);
        assertThat(answer.body().path("findings").size()).isGreaterThanOrEqualTo(2);
        var finding = answer.body().at("/findings/0");
        assertThat(finding.path("file").asText()).isEqualTo("crm.yaml");
        assertThat(finding.path("line").asInt()).isPositive();
        assertThat(finding.path("column").asInt()).isPositive();
        assertThat(answer.body().path("findings"))
                .anyMatch(found -> found.path("code").asText().equals("PB202")
                        && found.path("help").asText().contains("call-start"));
        var config = site.get("/api/v1/config", site.admin()).body();
        assertThat(config.path("revision").asLong()).isEqualTo(1);
        assertThat(config.at("/refused/findings")).isNotEmpty();
        assertThat(site.get("/health/readiness", "").status()).isEqualTo(200);
        assertThat(site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), RING)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_refusal_is_forgotten_when_the_documents_are_mended() {
        site.write("more.yaml", "kind: Nonsense");
        site.post(RELOAD, site.admin(), "");
        site.write("more.yaml", "");

        var answer = site.post(RELOAD, site.admin(), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(site.get("/api/v1/config", site.admin()).body().has("refused"))
                .isFalse();
    }

    @Test
    void one_who_has_not_seen_the_newest_revision_is_stopped() {
        site.write("crm.yaml", documents().replace("label: A CRM", "label: Our CRM"));

        var stale = site.post(RELOAD, site.admin(), "", "If-Match", "\"7\"");
        var wild = site.post(RELOAD, site.admin(), "", "If-Match", "\"new\"");
        var right = site.post(RELOAD, site.admin(), "", "If-Match", "\"1\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("/problems/stale-version");
        assertThat(wild.status()).isEqualTo(400);
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.body().path("revision").asLong()).isEqualTo(2);
    }

    @Test
    void documents_can_be_laid_over_those_of_the_directory() {
        var over = laidOver("crm.yaml", documents().replace("url: /contacts", "url: /over/contacts"));

        var checked = site.post("/api/v1/config/validate", site.admin(), over);
        var taken = site.post(RELOAD, site.admin(), over);

        assertThat(checked.body().path("valid").asBoolean()).isTrue();
        assertThat(taken.status()).isEqualTo(200);
        site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), RING);
        assertThat(site.crm.asked("/over/contacts")).hasSize(1);
    }

    @Test
    void validation_finds_everything_and_takes_nothing() {
        var answer = site.post("/api/v1/config/validate", site.admin(), laidOver("more.yaml", "kind: Nonsense"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("valid").asBoolean(true)).isFalse();
        assertThat(answer.body().path("findings"))
                .anyMatch(found -> found.path("file").asText().equals("more.yaml"));
        assertThat(site.get("/api/v1/config", site.admin())
                        .body()
                        .path("revision")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void a_plan_shows_what_a_reload_would_change_without_secrets_and_takes_nothing() {
        site.write(
                "crm.yaml",
                documents().replace("label: A CRM", "label: Our CRM").replace("key-of-acme", "other-key-of-acme"));
        site.write("more.yaml", "kind: Template\nname: other\n");

        var plan = site.post("/api/v1/config/plan", site.admin(), "").body();

        assertThat(plan.path("valid").asBoolean()).isTrue();
        assertThat(plan.path("serving").asLong()).isEqualTo(1);
        assertThat(plan.path("changes")).hasSize(2);
        assertThat(plan.at("/changes/0/lines").toString()).isEqualTo("[\"- label: A CRM\",\"+ label: Our CRM\"]");
        assertThat(plan.at("/changes/1/change").asText()).isEqualTo("added");
        assertThat(plan.toString()).doesNotContain("key-of-acme");
        assertThat(site.server().engine().live().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void a_plan_says_so_when_only_a_secret_changes_and_shows_findings_instead_of_what_cannot_be_taken() {
        var secret = documents().replace("key-of-acme", "other-key-of-acme");
        var broken = documents().replace("trigger: call-end", "trigger: call-ends");

        var changed = site.post("/api/v1/config/plan", site.admin(), laidOver("crm.yaml", secret));
        var refused = site.post("/api/v1/config/plan", site.admin(), laidOver("crm.yaml", broken));
        var same = site.post("/api/v1/config/plan", site.admin(), "");

        assertThat(changed.body().at("/changes/0/lines/0").asText()).isEqualTo("~ only values of secrets");
        assertThat(changed.body().toString()).doesNotContain("key-of-acme");
        assertThat(refused.body().path("valid").asBoolean(true)).isFalse();
        assertThat(refused.body().path("changes")).isEmpty();
        assertThat(refused.body().at("/findings/0/code").asText()).isEqualTo("PB202");
        assertThat(same.body().path("changes")).isEmpty();
    }

    @Test
    void documents_that_are_no_texts_are_refused_with_a_pointer() {
        var answer = site.post(RELOAD, site.admin(), "{\"documents\":{\"a/b.yaml\":1}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/documents/a~1b.yaml");
    }

    @Test
    void revisions_are_listed_and_shown_without_the_lines_that_hold_secrets() {
        site.write("crm.yaml", documents().replace("label: A CRM", "label: Our CRM"));
        site.post(RELOAD, site.admin(), "");

        var list = site.get("/api/v1/revisions", site.admin()).body().path("items");
        var first = site.get("/api/v1/revisions/1", site.admin());

        assertThat(list.at("/0/revision").asLong()).isEqualTo(2);
        assertThat(list.at("/0/live").asBoolean()).isTrue();
        assertThat(list.at("/1/author").asText()).isEqualTo("start");
        assertThat(first.body().at("/documents/crm.yaml").asText()).contains("label: A CRM");
        assertThat(first.response().body()).doesNotContain("key-of-acme").doesNotContain("key-of-beta");
        assertThat(site.get("/api/v1/revisions/99", site.admin()).status()).isEqualTo(404);
    }

    @Test
    void templates_are_shown_with_fields_and_endpoints() {
        var list = site.get("/api/v1/templates", site.admin()).body().path("items");
        var one = site.get("/api/v1/templates/crm", site.admin()).body();
        var near = site.get("/api/v1/templates/crn", site.admin());

        assertThat(list.at("/0/label").asText()).isEqualTo("A CRM");
        assertThat(list.at("/0/integrators").toString()).isEqualTo("[\"acme\",\"beta\"]");
        assertThat(one.at("/fields/0/name").asText()).isEqualTo("apiKey");
        assertThat(one.at("/fields/0/secret").asBoolean()).isTrue();
        assertThat(one.at("/endpoints/0/type").asText()).isEqualTo("GetData");
        assertThat(near.body().path("detail").asText()).contains("did you mean `crm`?");
    }

    @Test
    void integrators_are_shown_and_their_secrets_are_not() {
        var list = site.get("/api/v1/integrators", site.admin());
        var own = site.get("/api/v1/integrators", site.secretKey("CC-2"));
        var one = site.get("/api/v1/integrators/acme", site.admin());

        assertThat(list.body().path("items")).hasSize(2);
        assertThat(own.body().path("items")).hasSize(1);
        assertThat(one.body().at("/fields/region").asText()).isEqualTo("south");
        assertThat(one.body().at("/fields/apiKey").asText()).isEqualTo("••••••");
        assertThat(one.body().path("state").asText()).isEqualTo("active");
        assertThat(one.response().body()).doesNotContain("key-of-acme");
    }

    @Test
    void a_secret_goes_in_never_comes_out_and_counts_at_once() {
        site.write("crm.yaml", documents().replace("apiKey: key-of-acme", "apiKey: \"${secret:acme-key}\""));

        var missing = site.post(RELOAD, site.admin(), "");
        var set = site.send("PUT", "/api/v1/secrets/acme-key", site.admin(), "first", "Content-Type", "text/plain");
        var taken = site.post(RELOAD, site.admin(), "");
        site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), RING);
        var changed = site.send("PUT", "/api/v1/secrets/acme-key", site.admin(), "{\"value\":\"second\"}");
        site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), RING);

        assertThat(missing.body().at("/findings").findValuesAsText("code")).contains("PB503");
        assertThat(set.status()).isEqualTo(204);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(changed.status()).isEqualTo(204);
        assertThat(site.crm.asked("/contacts").stream().map(asked -> asked.header("x-api-key")))
                .containsExactly("first", "second");
        assertThat(site.get("/api/v1/secrets", site.admin()).response().body())
                .contains("acme-key")
                .doesNotContain("first")
                .doesNotContain("second");
        assertThat(site.get("/api/v1/secrets/acme-key", site.admin()).body().has("value"))
                .isFalse();
        var kept = site.send("DELETE", "/api/v1/secrets/acme-key", site.admin(), "");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.body().path("detail").asText()).startsWith("`${secret:acme-key}` stands in ");
    }

    @Test
    void a_secret_is_removed_and_one_without_name_or_value_is_refused() {
        site.send("PUT", "/api/v1/secrets/old", site.admin(), "x", "Content-Type", "text/plain");

        assertThat(site.send("DELETE", "/api/v1/secrets/old", site.admin(), "").status())
                .isEqualTo(204);
        assertThat(site.send("DELETE", "/api/v1/secrets/old", site.admin(), "").status())
                .isEqualTo(404);
        assertThat(site.send("PUT", "/api/v1/secrets/1st", site.admin(), "x", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(422);
        assertThat(site.send("PUT", "/api/v1/secrets/empty", site.admin(), "{}").status())
                .isEqualTo(422);
    }

    @Test
    void health_and_version_need_no_key() {
        assertThat(site.get("/health/liveness", "").body().path("status").asText())
                .isEqualTo("UP");
        assertThat(site.get("/health/readiness", "").body().path("revision").asLong())
                .isEqualTo(1);
        assertThat(site.get("/info", "").body().path("name").asText()).isEqualTo("Patchbay");
    }

    @Test
    void an_empty_directory_is_a_configuration_too() {
        try (var empty = new Site()) {
            empty.start(Watching.OFF);

            assertThat(empty.get("/health/readiness", "").status()).isEqualTo(200);
            assertThat(empty.post("/api/v1/triggers/call-start", empty.secretKey("CC-1"), RING)
                            .body()
                            .path("reason")
                            .asText())
                    .isEqualTo("call centre CC-1 has no integrator that runs");
        }
    }
}
