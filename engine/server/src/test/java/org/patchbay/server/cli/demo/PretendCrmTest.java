package org.patchbay.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PretendCrmTest {
    private static final Account ACME = new Account("hcm", "patchbay", "pw", "K1");
    private static final Account OTHER = new Account("hanoi", "other", "pw2", "K2");
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final PretendCrm crm = new PretendCrm(List.of(ACME, OTHER), () -> now);

    private JsonNode ask(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        var all = new LinkedHashMap<>(headers);
        if (!body.isEmpty()) {
            all.put("content-type", "application/json");
        }
        return crm.answer(new Received(method, path, query, all, body)).body();
    }

    private String token(String user, String password) {
        var body = "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}";
        return ask("POST", "/api/login", Map.of(), Map.of(), body)
                .at("/data/accessToken")
                .asText();
    }

    private Map<String, String> known() {
        return Map.of(
                "x-api-key", "K1",
                "authorization", "Bearer " + token("patchbay", "pw"),
                "cookie", "acme_tenant=hcm");
    }

    private JsonNode post(String path, String body) {
        return ask("POST", path, Map.of(), known(), body);
    }

    private JsonNode put(String path, String body) {
        return ask("PUT", path, Map.of(), known(), body);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private void refuses(Map<String, String> headers, int status, String sentence) {
        assertThatThrownBy(() -> ask("GET", "/api/contacts", Map.of("phone", "+84901234567"), headers, ""))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.status()).isEqualTo(status))
                .hasMessageContaining(sentence);
    }

    @Test
    void finds_a_contact_by_its_number() {
        var found = ask("GET", "/api/contacts", Map.of("phone", "+84901234567"), known(), "");

        assertThat(found.at("/items/0/fullName").asText()).isEqualTo("Nguyen Van An");
        assertThat(found.at("/items/0/company/name").asText()).isEqualTo("Acme Ltd");
    }

    @Test
    void wants_numbers_in_e164() {
        assertThatThrownBy(() -> ask("GET", "/api/contacts", Map.of("phone", "0901234567"), known(), ""))
                .hasMessageContaining("E.164");
    }

    @Test
    void refuses_a_wrong_password() {
        assertThatThrownBy(() -> token("patchbay", "wrong")).hasMessage("user or password is wrong");
    }

    @Test
    void refuses_a_request_without_its_own_key_token_and_cookie() {
        var known = known();

        refuses(Map.of(), 403, "no API key");
        refuses(with(known, "x-api-key", "K9"), 403, "API key is unknown");
        refuses(with(known, "authorization", ""), 401, "no token");
        refuses(with(known, "authorization", "Bearer made-up"), 401, "none of ours");
        refuses(with(known, "authorization", "Bearer " + token("other", "pw2")), 403, "came with the key of patchbay");
        refuses(with(known, "cookie", "acme_tenant=hanoi"), 403, "cookie");
    }

    @Test
    void refuses_a_token_that_has_expired() {
        var known = known();
        now = now.plus(Doorman.LIFE).plus(Duration.ofSeconds(1));

        refuses(known, 401, "expired");
    }

    @Test
    void a_log_is_begun_and_then_finished() {
        var id = post(
                        "/api/calls",
                        "{\"externalId\":\"c-1\",\"status\":\"ongoing\",\"direction\":\"IN\",\"contactId\":7}")
                .path("id")
                .asText();
        put("/api/calls/" + id, "{\"status\":\"done\",\"duration\":61}");

        assertThat(crm.logs("c-1")).singleElement().satisfies(log -> {
            assertThat(log.status()).isEqualTo("done");
            assertThat(log.seconds()).contains(61L);
        });
    }

    @Test
    void refuses_to_finish_a_log_that_was_never_begun() {
        assertThatThrownBy(() -> put("/api/calls/90", "{\"status\":\"done\",\"duration\":61}"))
                .hasMessageContaining("has to be begun before");
    }

    @Test
    void refuses_a_second_log_of_one_call() {
        post("/api/calls", "{\"externalId\":\"c-1\",\"status\":\"done\",\"duration\":0}");

        assertThatThrownBy(() -> post("/api/calls", "{\"externalId\":\"c-1\",\"status\":\"done\",\"duration\":0}"))
                .hasMessageContaining("has a log already");
    }

    @Test
    void finishing_again_alike_or_longer_is_no_error_and_shorter_is_one() {
        var id = post("/api/calls", "{\"externalId\":\"c-1\",\"status\":\"ongoing\",\"direction\":\"OUT\"}")
                .path("id")
                .asText();
        put("/api/calls/" + id, "{\"status\":\"done\",\"duration\":61}");
        put("/api/calls/" + id, "{\"status\":\"done\",\"duration\":61}");
        put("/api/calls/" + id, "{\"status\":\"done\",\"duration\":64}");

        assertThatThrownBy(() -> put("/api/calls/" + id, "{\"status\":\"done\",\"duration\":62}"))
                .hasMessageContaining("finished already");
    }

    @Test
    void knows_who_is_new_and_who_is_not() {
        var id = post("/api/contacts", "{\"fullName\":\"Vo Thi Em\",\"phone\":\"+84909999999\"}")
                .path("id")
                .asLong();

        assertThat(id).isEqualTo(11);
        assertThatThrownBy(() -> post("/api/contacts", "{\"fullName\":\"X\",\"phone\":\"+84901234567\"}"))
                .hasMessage("phone is taken");
    }

    @Test
    void says_why_in_the_form_of_its_own() {
        var rejection = new Rejection(422, "`subject` is missing");
        var answer = crm.refusal(new Received("POST", "/api/tickets", Map.of(), Map.of(), ""), rejection);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/error/message").asText()).isEqualTo("`subject` is missing");
    }
}
