package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;

/** Calls over HTTP, to those who may see them. */
class CallRoutesTest {
    private static Site site;
    private static String secret;

    @BeforeAll
    static void starts_a_server_on_which_two_calls_came_and_one_found_nobody_and_kept_no_log() {
        site = Site.usual();
        secret = site.secretKey("CC-1");
        fire(secret, "call-start", "c-1", ",\"agent\":{\"email\":\"an@acme.example\"},\"direction\":\"inbound\"");
        end("c-1");
        site.crm.answering(_ -> new Replied(404, "{}"));
        fire(secret, "call-start", "c-2", "");
        end("c-2");
        site.crm.answering(_ -> PretendCrm.FOUND);
        fire(site.secretKey("CC-2"), "call-start", "c-2", "");
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    private static JsonNode fire(String key, String trigger, String callId, String more) {
        var body = "{\"callId\":\"" + callId + "\",\"phone\":\"0901234567\",\"duration\":61" + more + "}";
        return site.post("/api/v1/triggers/" + trigger, key, body).body();
    }

    private static void end(String callId) {
        site.over(fire(secret, "call-end", callId, "").path("executionId").asText());
    }

    private static List<String> texts(JsonNode list, String key) {
        return list.valueStream().map(item -> item.path(key).asText()).toList();
    }

    private static JsonNode why(String path) {
        return site.get("/api/v1/calls/" + path, secret).body();
    }

    @Test
    void calls_are_listed_with_who_called_and_how_each_event_went() {
        var calls = site.get("/api/v1/calls", secret).body().path("items");

        assertThat(texts(calls, "callId")).containsExactly("c-2", "c-1");
        assertThat(texts(calls, "phone")).containsOnly("090…567");
        assertThat(calls.at("/1/agent").asText()).isEqualTo("an@acme.example");
        assertThat(texts(calls.at("/0/events"), "status")).containsExactly("failed", "failed");
        assertThat(texts(calls.at("/1/events"), "trigger")).containsExactly("call-start", "call-end");
    }

    @Test
    void calls_are_found_by_number_by_agent_and_by_result() {
        assertThat(found("phone=%2B84901234567")).containsExactly("c-2", "c-1");
        assertThat(found("phone=0909999999")).isEmpty();
        assertThat(found("agent=an@acme.example")).containsExactly("c-1");
        assertThat(found("name=Nguyen%20Van%20An")).containsExactly("c-1");
        assertThat(found("since=2100-01-01T00:00:00Z")).isEmpty();
        assertThat(found("integrator=beta")).isEmpty();
    }

    private static List<String> found(String query) {
        return texts(site.get("/api/v1/calls?" + query, secret).body().path("items"), "callId");
    }

    @Test
    void a_call_is_shown_over_all_of_its_executions_without_numbers_and_secrets() {
        var answer = site.get("/api/v1/calls/c-1", secret);

        assertThat(texts(answer.body().path("executions"), "trigger")).containsExactly("call-start", "call-end");
        assertThat(answer.body().at("/executions/1/steps/0/endpoint").asText()).isEqualTo("saveLog");
        assertThat(answer.body().path("direction").asText()).isEqualTo("inbound");
        assertThat(answer.response().body()).doesNotContain("901234567", "key-of-acme");
    }

    @Test
    void a_call_of_which_everything_came_misses_nothing() {
        var told = why("c-1/why");

        assertThat(told.path("missing")).isEmpty();
        assertThat(texts(told.at("/events/1/findings"), "code")).containsExactly("done");
    }

    @Test
    void why_there_was_no_pop_and_no_log_is_said_with_what_to_do_next() {
        var told = why("c-2/why");
        var log = told.at("/events/1");

        assertThat(told.path("missing").valueStream().map(JsonNode::asText)).containsExactly("pop", "log");
        assertThat(told.at("/events/0/findings/0/code").asText()).isEqualTo("upstream-rejected");
        assertThat(told.at("/events/0/findings/0/endpoint").asText()).isEqualTo("findContact");
        assertThat(log.at("/findings/0/next").valueStream().map(JsonNode::asText))
                .contains("patchbay executions replay " + log.path("execution").asText());
    }

    @Test
    void a_call_of_another_call_centre_does_not_exist() {
        var foreign = site.secretKey("CC-2");

        assertThat(site.get("/api/v1/calls/c-1", foreign).status()).isEqualTo(404);
        assertThat(site.get("/api/v1/calls/c-1/why", foreign).status()).isEqualTo(404);
        assertThat(site.get("/api/v1/calls/c-1?callcenterId=CC-1", foreign).status())
                .isEqualTo(404);
        assertThat(site.get("/api/v1/calls/nobodys", secret).status()).isEqualTo(404);
        assertThat(texts(site.get("/api/v1/calls", foreign).body().path("items"), "callId"))
                .containsExactly("c-2");
        assertThat(texts(site.get("/api/v1/calls/c-2", foreign).body().path("executions"), "trigger"))
                .containsExactly("call-start");
    }

    @Test
    void who_speaks_for_all_says_which_call_centre_is_meant_where_several_have_such_a_call() {
        var unsaid = site.get("/api/v1/calls/c-2/why", site.admin());

        assertThat(unsaid.status()).isEqualTo(400);
        assertThat(unsaid.body().path("detail").asText()).contains("CC-1, CC-2");
        assertThat(texts(
                        site.get("/api/v1/calls/c-2?callcenterId=CC-2", site.admin())
                                .body()
                                .path("executions"),
                        "callcenterId"))
                .containsExactly("CC-2");
        assertThat(site.get("/api/v1/calls/c-1/why", site.admin()).status()).isEqualTo(200);
    }

    @Test
    void a_key_in_a_browser_sees_no_calls() {
        assertThat(site.get("/api/v1/calls", site.publishableKey("CC-1")).status())
                .isEqualTo(403);
    }
}
