package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.wiring.Site.Answered;

/** Every refusal has the form of RFC 9457 and says what to do. */
class ProblemsTest {
    private static final String FIRE = "/api/v1/triggers/call-start";
    private static Site site;
    private static String secret;

    @BeforeAll
    static void starts_a_server() {
        site = Site.usual();
        secret = site.secretKey("CC-1");
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    private static void assertProblem(Answered answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.problem()).isEqualTo("/problems/" + code);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asText()).isNotBlank();
        assertThat(answer.body().path("detail").asText()).isNotBlank();
        assertThat(answer.body().path("retryable").isBoolean()).isTrue();
        assertThat(answer.header("X-Request-Id"))
                .contains(answer.body().path("traceId").asText());
        assertThat(answer.response().body()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void what_is_not_json_is_refused_with_line_and_column() {
        var answer = site.post(FIRE, secret, "{\n  \"phone\": oops }");

        assertProblem(answer, 400, "bad-request");
        assertThat(answer.body().path("line").asInt()).isEqualTo(2);
        assertThat(answer.body().path("column").asInt()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void duplicate_keys_two_documents_and_bodies_that_are_no_object_are_refused() {
        assertProblem(site.post(FIRE, secret, "{\"a\":1,\"a\":2}"), 400, "bad-request");
        assertProblem(site.post(FIRE, secret, "{} {}"), 400, "bad-request");
        assertProblem(site.post(FIRE, secret, "[1]"), 400, "bad-request");
        assertProblem(site.post(FIRE, secret, "null"), 400, "bad-request");
    }

    @Test
    void a_number_that_would_fill_the_memory_is_refused() {
        assertProblem(site.post(FIRE, secret, "{\"phone\":1e999999999}"), 400, "bad-request");
        assertProblem(site.post(FIRE, secret, "{\"phone\":" + "9".repeat(2_000) + "}"), 400, "bad-request");
    }

    @Test
    void a_body_that_is_nested_without_end_is_refused() {
        assertProblem(
                site.post(FIRE, secret, "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"), 400, "bad-request");
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        assertProblem(site.post(FIRE, secret, "{\"note\":\"" + "x".repeat(1 << 20) + "\"}"), 413, "body-too-large");
    }

    @Test
    void a_body_that_nobody_could_want_is_not_even_read() {
        assertProblem(site.post(FIRE, secret, "{\"note\":\"" + "x".repeat(5 << 20) + "\"}"), 413, "body-too-large");
    }

    @Test
    void an_address_or_headers_that_are_too_long_are_refused() {
        assertProblem(site.post(FIRE + "?q=" + "x".repeat(20_000), secret, "{}"), 414, "address-too-long");
        assertProblem(site.post(FIRE, secret, "{}", "Cookie", "a=" + "x".repeat(20_000)), 431, "headers-too-large");
    }

    @Test
    void another_kind_of_body_is_refused() {
        assertProblem(
                site.post(FIRE, secret, "phone=0901234567", "Content-Type", "application/x-www-form-urlencoded"),
                415,
                "unsupported-type");
        assertProblem(site.post(FIRE, secret, "<a/>", "Content-Type", "application/xml"), 415, "unsupported-type");
    }

    @Test
    void no_body_is_an_empty_object() {
        assertProblem(site.post(FIRE, secret, ""), 422, "missing-input");
    }

    @Test
    void nothing_without_a_key_or_with_a_wrong_one() {
        assertProblem(site.post(FIRE, "", "{}"), 401, "unauthorized");
        assertProblem(site.post(FIRE, "sk_wrong", "{}"), 401, "unauthorized");
        assertProblem(site.send("POST", FIRE, "", "{}", "Authorization", "Basic YTpi"), 401, "unauthorized");
        assertThat(site.post(FIRE, "", "{}").header("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void addresses_and_methods_that_do_not_exist_are_problems_too() {
        assertProblem(site.get("/api/v1/nothing", secret), 404, "not-found");
        assertProblem(site.get("/", ""), 404, "not-found");
        var method = site.send("DELETE", FIRE, secret, "");
        assertProblem(method, 405, "method-not-allowed");
        assertThat(method.header("Allow").orElse("")).contains("POST");
    }

    @Test
    void an_address_that_is_no_address_is_refused() throws IOException {
        var uri = site.server().address();
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/v1/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 4").contains("/problems/").doesNotContain("Exception");
        }
    }

    @Test
    void a_revision_that_is_no_number_does_not_exist() {
        for (var word : List.of("abc", "1x", "-1", "9".repeat(30))) {
            for (var path : List.of("/" + word, "/" + word + "/diff/1", "/1/diff/" + word)) {
                var answer = site.get("/api/v1/revisions" + path, site.admin());

                assertProblem(answer, 404, "not-found");
                assertThat(answer.body().path("detail").asText()).contains("there is no revision `" + word + "`");
            }
            assertProblem(site.post("/api/v1/revisions/" + word + "/activate", site.admin(), ""), 404, "not-found");
        }
        assertProblem(site.get("/api/v1/revisions/abc", ""), 401, "unauthorized");
    }

    @Test
    void a_missing_input_is_refused_before_any_traffic_with_a_pointer() {
        var before = site.crm.asked().size();

        var answer = site.post("/api/v1/triggers/ticket-create", secret, "{\"priority\":\"low\"}");

        assertProblem(answer, 422, "missing-input");
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/subject");
        assertThat(answer.body().path("endpoint").asText()).isEqualTo("createTicket");
        assertThat(answer.body().path("integrator").asText()).isEqualTo("acme");
        assertThat(answer.body().path("instance").asText()).startsWith("/api/v1/executions/");
        assertThat(site.crm.asked()).hasSize(before);
    }

    @Test
    void an_input_that_is_no_choice_is_refused() {
        var answer = site.post("/api/v1/triggers/ticket-create", secret, "{\"subject\":\"s\",\"priority\":\"huge\"}");

        assertProblem(answer, 422, "bad-input");
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/priority");
    }

    @Test
    void a_number_that_nobody_can_dial_is_refused() {
        assertProblem(site.post(FIRE, secret, "{\"phone\":\"none at all\"}"), 422, "bad-phone");
    }

    @Test
    void a_query_that_cannot_be_read_is_refused() {
        assertProblem(site.get("/api/v1/executions?since=yesterday", secret), 400, "bad-request");
        assertProblem(site.get("/api/v1/executions?limit=many", secret), 400, "bad-request");
    }

    @Test
    void while_there_is_no_place_nothing_of_a_request_is_read() {
        site.server().context().getBean(Admission.class).close();

        var refused = site.post("/api/v1/triggers/call-start", "", "{ this is no JSON");
        var hook = site.post("/hooks/acme/nothing", "", "{ this is no JSON");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("/problems/draining");
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(refused.header("X-Request-Id")).isPresent();
        assertThat(hook.problem()).isEqualTo("/problems/draining");
    }

    @Test
    void one_who_asks_too_fast_is_told_to_wait() {
        var page = site.publishableKey("CC-1", "https://fast.example");
        var answer = site.get("/api/v1/integrators/acme/info", page, "Origin", "https://fast.example");
        for (var i = 0; i < 200 && answer.status() == 200; i++) {
            answer = site.get("/api/v1/integrators/acme/info", page, "Origin", "https://fast.example");
        }

        assertProblem(answer, 429, "too-many-requests");
        assertThat(answer.header("Retry-After")).contains("1");
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void each_code_has_a_page_that_says_what_to_do(ProblemCode code) {
        var page = site.get(code.page(), "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(page.response().body())
                .startsWith(code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .contains(code.title())
                .contains(code.advice());
    }

    @Test
    void an_unknown_code_gets_a_suggestion() {
        var answer = site.get("/problems/bad-phoen", "");

        assertProblem(answer, 404, "not-found");
        assertThat(answer.body().path("detail").asText()).contains("bad-phone");
    }
}
