package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;

class ExecutionsTest {
    private static Site site;
    private static String secret;

    @BeforeAll
    static void starts_a_server_on_which_five_calls_rang_and_one_failed() {
        site = Site.usual();
        secret = site.secretKey("CC-1");
        for (var i = 1; i <= 5; i++) {
            ring("c-" + i);
        }
        site.crm.answering(_ -> new Replied(404, "{}"));
        ring("c-6");
        site.crm.answering(_ -> PretendCrm.FOUND);
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    private static String ring(String callId) {
        var body = "{\"callId\":\"" + callId + "\",\"phone\":\"0901234567\"}";
        return site.post("/api/v1/triggers/call-start", secret, body)
                .body()
                .path("executionId")
                .asText();
    }

    private static List<String> calls(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("callId").asText())
                .toList();
    }

    @Test
    void the_newest_come_first_page_by_page() {
        var seen = new ArrayList<String>();
        var page = site.get("/api/v1/executions?trigger=call-start&limit=2", secret)
                .body();
        while (page.has("next")) {
            seen.addAll(calls(page));
            var next = page.path("next").asText();
            page = site.get("/api/v1/executions?trigger=call-start&limit=2&cursor=" + next, secret)
                    .body();
        }
        seen.addAll(calls(page));

        assertThat(seen)
                .containsSubsequence("c-6", "c-5", "c-4", "c-3", "c-2", "c-1")
                .doesNotHaveDuplicates();
    }

    @Test
    void filters_narrow_the_list() {
        assertThat(calls(site.get("/api/v1/executions?callId=c-3", secret).body()))
                .containsExactly("c-3");
        assertThat(calls(site.get("/api/v1/executions?failed=true", secret).body()))
                .containsExactly("c-6");
        assertThat(calls(site.get("/api/v1/executions?status=failed", secret).body()))
                .containsExactly("c-6");
        assertThat(calls(site.get("/api/v1/executions?trigger=getDataIframe&callId=c-1", secret)
                        .body()))
                .containsExactly("c-1");
        assertThat(calls(site.get("/api/v1/executions?endpoint=findContact&callId=c-2", secret)
                        .body()))
                .containsExactly("c-2");
        assertThat(calls(site.get("/api/v1/executions?integrator=beta", secret).body()))
                .isEmpty();
        assertThat(calls(site.get("/api/v1/executions?revision=99", secret).body()))
                .isEmpty();
        assertThat(calls(site.get("/api/v1/executions?since=2100-01-01T00:00:00Z", secret)
                        .body()))
                .isEmpty();
    }

    @Test
    void one_is_shown_with_what_was_asked_and_answered_and_without_secrets() {
        var id = ring("c-7");

        var answer = site.get("/api/v1/executions/" + id, secret);

        var step = answer.body().at("/steps/0");
        assertThat(step.at("/request/method").asText()).isEqualTo("GET");
        assertThat(step.at("/request/url").asText()).endsWith("/contacts?phone=+8490…567");
        assertThat(step.at("/response/status").asInt()).isEqualTo(200);
        assertThat(step.at("/response/body").asText()).contains("Nguyen Van An");
        assertThat(step.path("parameters"))
                .anyMatch(one -> one.path("source").asText().equals("integrator.apiKey")
                        && one.path("masked").asBoolean());
        assertThat(answer.body().at("/iframe/0/title").asText()).isEqualTo("Nguyen Van An");
        assertThat(answer.response().body()).doesNotContain("key-of-acme");
    }

    @Test
    void its_requests_are_shown_as_lines_for_a_shell() {
        var id = ring("c-8");

        var answer = site.get("/api/v1/executions/" + id + "/curl", secret);

        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.response().body())
                .startsWith("# findContact of acme\ncurl -X GET 'http://127.0.0.1:")
                .contains("-H 'X-Api-Key: ••••••'")
                .doesNotContain("key-of-acme");
        assertThat(site.get("/api/v1/executions/" + id + "/curl?endpoint=saveLog", secret)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void it_is_shown_as_a_test_of_its_template_without_secrets() {
        var id = ring("c-9");

        var answer = site.get("/api/v1/executions/" + id + "/test", secret);

        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.response().body())
                .startsWith("  - name: call-start as it ran on revision 1 ends as succeeded\n")
                .contains("apiKey: made-up-apiKey", "phone: \"0900000567\"", "Nguyen Van An")
                .doesNotContain("key-of-acme", "901234567");
        assertThat(site.get("/api/v1/executions/" + id + "/test?integrator=beta", secret)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void one_that_does_not_exist_is_not_found() {
        assertThat(site.get("/api/v1/executions/01JX7M3", secret).status()).isEqualTo(404);
    }
}
