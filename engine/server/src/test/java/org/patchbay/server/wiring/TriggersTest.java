package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;

class TriggersTest {
    private static final AtomicInteger CALLS = new AtomicInteger(100);

    /** Each test has a call of its own: the same event told again is answered like the first. */
    private final String call = "c-" + CALLS.incrementAndGet();

    private final String ring = "{\"callId\":\"" + call + "\",\"phone\":\"0901234567\",\"direction\":\"inbound\"}";

    private static Site site;
    private static String secret;
    private static String everywhere;

    @BeforeAll
    static void starts_a_server() {
        site = Site.usual();
        secret = site.secretKey("CC-1");
        everywhere = site.secretKey();
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    @BeforeEach
    void the_partner_is_well() {
        site.crm.answering(_ -> PretendCrm.FOUND);
    }

    @Test
    void a_ringing_call_is_answered_with_who_it_is() {
        var answer = site.post("/api/v1/triggers/call-start", secret, ring);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.header("X-Request-Id")).isPresent();
        var body = answer.body();
        assertThat(body.path("trigger").asText()).isEqualTo("call-start");
        assertThat(body.path("callId").asText()).isEqualTo(call);
        assertThat(body.path("status").asText()).isEqualTo("succeeded");
        assertThat(body.path("revision").asLong()).isEqualTo(1);
        assertThat(body.path("partial").asBoolean(true)).isFalse();
        assertThat(body.at("/results/acme/findContact/status").asText()).isEqualTo("succeeded");
        assertThat(body.at("/results/acme/findContact/data/name").asText()).isEqualTo("Nguyen Van An");
        assertThat(body.at("/iframe/0/title").asText()).isEqualTo("Nguyen Van An");
        assertThat(body.path("results")).hasSize(1);
    }

    @Test
    void numbers_of_a_partner_keep_their_digits() {
        var answer = site.post("/api/v1/triggers/call-start", secret, ring);

        assertThat(answer.response().body()).contains("\"score\":1.10");
    }

    @Test
    void the_partner_gets_the_key_and_the_number_in_its_form() {
        var before = site.crm.asked("/contacts").size();

        site.post("/api/v1/triggers/call-start", secret, ring);

        var asked = site.crm.asked("/contacts");
        assertThat(asked).hasSize(before + 1);
        assertThat(asked.getLast().query()).isEqualTo("phone=%2B84901234567");
        assertThat(asked.getLast().header("x-api-key")).isEqualTo("key-of-acme");
    }

    @Test
    void a_key_of_the_installation_says_the_call_centre_in_the_body_or_in_the_query() {
        var inBody = site.post(
                "/api/v1/triggers/call-start", everywhere, "{\"callcenterId\":\"CC-2\",\"phone\":\"0901234567\"}");
        var inQuery = site.post("/api/v1/triggers/call-start?callcenterId=CC-2", everywhere, ring);
        var nowhere = site.post("/api/v1/triggers/call-start", everywhere, ring);

        assertThat(inBody.body().at("/results/beta/findContact/status").asText())
                .isEqualTo("succeeded");
        assertThat(inQuery.body().at("/results/beta/findContact/status").asText())
                .isEqualTo("succeeded");
        assertThat(nowhere.status()).isEqualTo(400);
        assertThat(nowhere.body().at("/errors/0/pointer").asText()).isEqualTo("/callcenterId");
    }

    @Test
    void the_admin_of_this_machine_fires_for_an_integrator_without_naming_its_call_centre() {
        var answer = site.post("/api/v1/triggers/call-start?integrator=beta", site.admin(), ring);

        assertThat(answer.body().at("/results/beta/findContact/status").asText())
                .isEqualTo("succeeded");
    }

    @Test
    void other_systems_names_are_understood() {
        var alone = site.post("/api/v1/triggers/getDataIframe", secret, ring);
        var full = site.post("/api/v1/triggers/hubspot:INCOMING_CALL", secret, ring);
        var dotted = site.post("/api/v1/triggers/aircall:call.created", secret, ring);

        assertThat(alone.body().path("trigger").asText()).isEqualTo("call-start");
        assertThat(full.body().path("trigger").asText()).isEqualTo("call-start");
        assertThat(dotted.body().path("trigger").asText()).isEqualTo("call-start");
    }

    @Test
    void a_name_that_several_systems_have_asks_which() {
        var answer = site.post("/api/v1/triggers/call.ended", secret, ring);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("detail").asText())
                .contains("aircall:call.ended")
                .contains("didww:call.ended");
    }

    @Test
    void a_templates_own_trigger_is_fired_by_its_name() {
        var answer = site.post("/api/v1/triggers/parcel-lost", secret, "{}");

        assertThat(answer.body().at("/results/acme/findParcel/status").asText()).isEqualTo("succeeded");
    }

    @Test
    void a_mistyped_trigger_gets_a_suggestion() {
        var answer = site.post("/api/v1/triggers/call-strat", secret, ring);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("/problems/not-found");
        assertThat(answer.body().path("detail").asText()).contains("did you mean `call-start`?");
    }

    @Test
    void a_mistyped_integrator_gets_a_suggestion_from_ones_own_only() {
        var near = site.post("/api/v1/triggers/call-start?integrator=acne", secret, ring);
        var foreign = site.post("/api/v1/triggers/call-start?integrator=beta", secret, ring);

        assertThat(near.body().path("detail").asText()).contains("did you mean `acme`?");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().path("detail").asText()).isEqualTo("there is no integrator `beta` here");
    }

    @Test
    void background_work_is_accepted_with_its_place() {
        var answer = site.post("/api/v1/triggers/call-end", secret, "{\"callId\":\"c-2\",\"duration\":61}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("status").asText()).isEqualTo("accepted");
        var execution = answer.body().path("executionId").asText();
        assertThat(answer.header("Location")).contains("/api/v1/executions/" + execution);
        assertThat(site.over(execution).path("status").asText()).isEqualTo("succeeded");
        assertThat(site.crm.asked("/calls").getLast().body()).isEqualTo("{\"call\":\"c-2\",\"seconds\":61}");
    }

    @Test
    void nobody_waits_who_prefers_not_to() {
        var gate = new CountDownLatch(1);
        site.crm.answering(_ -> waitFor(gate));

        var answer = site.post("/api/v1/triggers/call-start", secret, ring, "Prefer", "respond-async");
        gate.countDown();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("status").asText()).isEqualTo("accepted");
        var over = site.over(answer.body().path("executionId").asText());
        assertThat(over.path("status").asText()).isEqualTo("succeeded");
    }

    @Test
    void a_caller_waits_no_longer_than_it_says() {
        var gate = new CountDownLatch(1);
        site.crm.answering(_ -> waitFor(gate));

        var answer = site.post("/api/v1/triggers/call-start", secret, ring, "Prefer", "wait=1");
        gate.countDown();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("timed-out");
        assertThat(answer.body().path("partial").asBoolean()).isTrue();
    }

    @Test
    void a_slow_partner_holds_a_call_no_longer_than_its_budget() {
        var gate = new CountDownLatch(1);
        site.crm.answering(_ -> waitFor(gate));

        var answer = site.post("/api/v1/triggers/call-start", secret, ring);
        gate.countDown();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("timed-out");
        assertThat(answer.body().path("durationMs").asLong()).isLessThan(4_500);
    }

    private static Replied waitFor(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return PretendCrm.FOUND;
    }

    @Test
    void a_partner_that_is_down_is_told_in_the_body_and_not_by_the_status() {
        site.crm.answering(_ -> new Replied(500, "{\"error\":\"no disk\"}"));

        var answer = site.post("/api/v1/triggers/call-start", secret, ring);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("failed");
        var problem = answer.body().at("/results/acme/findContact/problem");
        assertThat(problem.path("type").asText()).startsWith("/problems/upstream-");
        assertThat(problem.path("upstreamStatus").asInt()).isEqualTo(500);
    }

    @Test
    void nobody_listening_is_no_error_and_says_why() {
        var answer = site.post("/api/v1/triggers/sms-send", secret, "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("nothing-to-do");
        assertThat(answer.body().path("reason").asText()).isEqualTo("no endpoint listens to sms-send");
    }

    @Test
    void a_cloud_event_brings_its_type_its_id_and_its_subject() {
        var event =
                "{\"specversion\":\"1.0\",\"type\":\"getDataIframe\",\"source\":\"/pbx\",\"id\":\"e-1\",\"subject\":\"c-9\","
                        + "\"data\":{\"phone\":\"0901234567\"}}";

        var answer =
                site.post("/api/v1/triggers/cloudevent", secret, event, "Content-Type", "application/cloudevents+json");

        assertThat(answer.body().path("trigger").asText()).isEqualTo("call-start");
        assertThat(answer.body().path("callId").asText()).isEqualTo("c-9");
    }

    @Test
    void a_dry_run_shows_where_values_come_from_and_sends_nothing() {
        var before = site.crm.asked().size();

        var answer = site.post("/api/v1/triggers/call-start?dryRun=true", secret, ring);

        assertThat(site.crm.asked()).hasSize(before);
        var shown = answer.body().at("/endpoints/0");
        assertThat(shown.path("endpoint").asText()).isEqualTo("findContact");
        assertThat(shown.at("/request/url").asText()).endsWith("/contacts?phone=%2B84901234567");
        assertThat(answer.response().body()).doesNotContain("key-of-acme").contains("integrator.apiKey");
    }

    @Test
    void the_callers_own_request_id_comes_back() {
        var own = site.post("/api/v1/triggers/call-start", secret, ring, "X-Request-Id", "abc-1");
        var traced = site.post(
                "/api/v1/triggers/call-start",
                secret,
                ring,
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        var wild = site.post("/api/v1/triggers/call-start", secret, ring, "X-Request-Id", "a b<c>");

        assertThat(own.header("X-Request-Id")).contains("abc-1");
        assertThat(traced.header("X-Request-Id")).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(wild.header("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
    }
}
