package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.server.wiring.Site.Answered;

/** What people decide over HTTP about work that was not delivered, or that waits. */
class DecisionsTest {
    private static final String EXECUTIONS = "/api/v1/executions";

    private final Site site = new Site();
    private String key = "";

    @BeforeEach
    void starts_on_a_partner_that_refuses() {
        site.crm.answering(_ -> new Replied(400, "{}"));
        site.write("crm.yaml", documents("")).start(Watching.OFF);
        key = site.admin();
    }

    /** @param privacy a key of the installation, or nothing */
    private String documents(String privacy) {
        return Samples.LOOPBACK.replace("country: VN", "country: VN\n" + privacy) + """
                        kind: Template
                        name: crm
                        baseUrl: "http://{{integrator.host}}"
                        endpoints:
                          - { name: save, type: PostData, trigger: call-end, url: /calls,
                              idempotencyKey: header.Idempotency-Key, parameters: [{ name: call, type: body, from: body.callId }] }
                          - { name: log, type: PostData, trigger: call-missed, url: /missed, retry: { schedule: [1h], within: 1d } }
                          - { name: text, type: SendSMS, trigger: sms-send, url: /sms }
                        ---
                        { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "%s" }
                        """.formatted(site.crm.host());
    }

    @AfterEach
    void closes() {
        site.close();
    }

    private String fired(String trigger, String call) {
        var body = "{\"callcenterId\":\"CC-1\",\"callId\":\"%s\"}".formatted(call);
        return site.post("/api/v1/triggers/" + trigger, key, body)
                .body()
                .path("executionId")
                .asText();
    }

    private JsonNode execution(String id) {
        return site.get(EXECUTIONS + "/" + id, key).body();
    }

    private Answered decided(String path, String body) {
        return site.post(EXECUTIONS + path, key, body);
    }

    @Test
    void dead_ones_are_replayed_one_by_one_and_all_together_under_their_old_keys() {
        var one = fired("call-end", "c-1");
        var other = fired("call-end", "c-2");
        assertThat(site.over(one).path("status").asText()).isEqualTo("failed");
        site.over(other);
        site.crm.answering(_ -> new Replied(201, "{}"));

        assertThat(decided("/" + one + "/replay", "").body().path("replayed").asInt())
                .isEqualTo(1);
        Site.until(() -> execution(one).path("status").asText().equals("succeeded"));
        assertThat(decided("/replay", "{\"integrator\":\"acme\"}")
                        .body()
                        .path("replayed")
                        .asInt())
                .isEqualTo(1);
        Site.until(() -> execution(other).path("status").asText().equals("succeeded"));

        var keys = site.crm.asked("/calls").stream()
                .map(asked -> asked.header("idempotency-key"))
                .toList();
        assertThat(keys).hasSize(4).doesNotContain("");
        assertThat(keys.stream().distinct()).hasSize(2);
    }

    @Test
    void a_message_that_may_have_left_is_listed_and_nobody_is_told_to_send_it_again() {
        site.crm.answering(_ -> new Replied(504, "{}"));

        var answer = site.post(
                "/api/v1/triggers/sms-send",
                key,
                "{\"callcenterId\":\"CC-1\",\"callId\":\"c-1\",\"to\":\"+84901234567\",\"text\":\"hello\"}");

        var told = answer.body().at("/results/acme/text");
        assertThat(told.path("status").asText()).isEqualTo("unknown");
        assertThat(told.at("/problem/retryable").asBoolean(true)).isFalse();
        Site.until(() -> unknown().size() == 1);
        assertThat(unknown().at("/0/steps/0/problem/retryable").asBoolean(true)).isFalse();
        var id = answer.body().path("executionId").asText();
        assertThat(decided("/" + id + "/resolve", "{\"as\":\"done\"}").status()).isEqualTo(200);
        assertThat(unknown()).isEmpty();
        assertThat(site.crm.asked("/sms")).hasSize(1);
    }

    private JsonNode unknown() {
        return site.get(EXECUTIONS + "?unknown=true", key).body().path("items");
    }

    @Test
    void one_that_waits_is_dropped_and_says_so() {
        site.crm.answering(_ -> new Replied(503, "{}"));
        var waits = fired("call-missed", "c-1");
        awaitWaiting(1);

        assertThat(decided("/" + waits + "/cancel", "").body().path("cancelled").asInt())
                .isEqualTo(1);

        assertThat(site.over(waits).at("/steps/0").path("status").asText()).isNotEqualTo("accepted");
        assertThat(site.server().engine().tools().store().lanes().waiting()).isZero();
    }

    @Test
    void one_that_waits_is_not_replayed_and_who_asks_is_told_why() {
        site.crm.answering(_ -> new Replied(503, "{}"));
        var waits = fired("call-missed", "c-1");
        awaitWaiting(1);

        var refused = decided("/" + waits + "/replay", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("detail").asText()).contains("still under way");
        assertStillOpen(refused);
    }

    /** It may be so for hours: nobody is to ask again in a moment. */
    private static void assertStillOpen(Answered refused) {
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/still-open");
        assertThat(refused.body().path("retryable").asBoolean(true)).isFalse();
        assertThat(refused.header("retry-after")).isEmpty();
    }

    @Test
    void one_of_which_nobody_knows_is_not_replayed_and_who_asks_is_told_to_resolve_it() {
        site.crm.answering(_ -> new Replied(504, "{}"));
        var unclear = fired("sms-send", "c-1");
        Site.until(() -> unknown().size() == 1);

        var refused = decided("/" + unclear + "/replay", "");

        assertStillOpen(refused);
        assertThat(refused.body().path("detail").asText()).contains("nobody knows");
        assertThat(site.crm.asked("/sms")).hasSize(1);
    }

    @Test
    void one_whose_body_is_not_kept_is_not_run_again_and_who_asks_is_told_so() {
        site.crm.answering(_ -> new Replied(201, "{}"));
        site.write("crm.yaml", documents("privacy: { bodies: none }")).post("/api/v1/config/reload", key, "");
        var done = fired("call-end", "c-1");
        site.over(done);

        var refused = decided("/" + done + "/replay", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/not-kept");
        assertThat(site.crm.asked("/calls")).hasSize(1);
    }

    @Test
    void all_that_waits_of_an_endpoint_is_dropped_at_once() {
        site.crm.answering(_ -> new Replied(503, "{}"));
        fired("call-missed", "c-1");
        fired("call-missed", "c-2");
        awaitWaiting(2);

        var unsaid = decided("/cancel", "{}");
        var others = decided("/cancel", "{\"endpoint\":\"save\"}");
        var all = decided("/cancel", "{\"endpoint\":\"log\",\"limit\":10}");

        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(others.body().path("cancelled").asInt()).isZero();
        assertThat(all.body().path("cancelled").asInt()).isEqualTo(2);
    }

    @Test
    void what_nobody_knows_of_is_resolved_by_a_person_only_once() {
        var done = fired("call-end", "c-1");
        site.over(done);

        var resolved = decided("/" + done + "/resolve", "{\"as\":\"done\"}");
        var unclear = decided("/" + done + "/resolve", "{\"as\":\"perhaps\"}");

        assertThat(resolved.status()).isEqualTo(404);
        assertThat(unclear.status()).isEqualTo(422);
    }

    /** So many were tried and wait for their next try. */
    private void awaitWaiting(int number) {
        Site.until(() -> site.crm.asked("/missed").size() == number
                && site.server().engine().tools().store().lanes().waiting() == number
                && site.server().engine().tools().store().lanes().nextDue().isPresent());
    }
}
