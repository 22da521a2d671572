package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.Site.Answered;

/** Actions, tick boxes and what a front-end needs to know. */
class ActionsTest {
    private static final String NOTE = "/api/v1/integrators/acme/actions/writeNote";
    private static final String TEXT = "{\"data\":{\"text\":\"called back\"},\"meta\":{\"contact_external_id\":\"7\"}}";
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

    @BeforeEach
    void the_partner_is_well() {
        site.crm.answering(_ -> new Replied(200, "{\"id\":\"n-1\",\"message\":\"Noted\"}"));
    }

    private static void assertProblem(Answered answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo("/problems/" + code);
    }

    @Test
    void actions_are_offered_with_their_forms() {
        var answer = site.get("/api/v1/integrators/acme/actions", secret);

        var items = answer.body().path("items");
        assertThat(items).hasSize(2);
        assertThat(items.at("/0/name").asText()).isEqualTo("writeNote");
        assertThat(items.at("/0/display").asText()).isEqualTo("write a note");
        assertThat(items.at("/0/description").asText()).isEqualTo("Writes a note into the CRM");
        assertThat(items.at("/0/inputs/0/label").asText()).isEqualTo("Text");
        assertThat(items.at("/0/inputs/0/required").asBoolean()).isTrue();
    }

    @Test
    void an_action_runs_its_endpoint_alone_and_answers_with_its_results() {
        var before = site.crm.asked("/tickets/close").size();

        var answer = site.post(NOTE, secret, TEXT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("succeeded");
        assertThat(answer.body().path("message").asText()).isEqualTo("Noted");
        assertThat(answer.body().path("external_id").asText()).isEqualTo("n-1");
        assertThat(site.crm.asked("/notes").getLast().body()).isEqualTo("{\"text\":\"called back\"}");
        assertThat(site.crm.asked("/tickets/close")).hasSize(before);
    }

    @Test
    void an_action_that_is_not_offered_gets_a_suggestion() {
        var answer = site.post("/api/v1/integrators/acme/actions/writeNotes", secret, TEXT);

        assertProblem(answer, 404, "not-found");
        assertThat(answer.body().path("detail").asText()).contains("did you mean `writeNote`?");
    }

    @Test
    void an_action_without_its_input_sends_nothing() {
        var before = site.crm.asked("/notes").size();

        var answer = site.post(NOTE, secret, "{\"data\":{}}");

        assertProblem(answer, 422, "missing-input");
        assertThat(site.crm.asked("/notes")).hasSize(before);
    }

    @Test
    void a_partners_no_is_the_answers_own() {
        site.crm.answering(_ -> new Replied(422, "{}"));

        var answer = site.post(NOTE, secret, TEXT);

        assertProblem(answer, 502, "upstream-rejected");
        assertThat(answer.body().path("upstreamStatus").asInt()).isEqualTo(422);
        assertThat(answer.body().path("instance").asText()).startsWith("/api/v1/executions/");
    }

    @Test
    void a_partner_that_does_not_let_us_in_is_told_apart() {
        site.crm.answering(_ -> new Replied(401, "{}"));

        assertProblem(site.post(NOTE, secret, TEXT), 502, "upstream-rejected");
    }

    @Test
    void a_reply_that_is_no_json_does_not_fit() {
        site.crm.answering(_ -> new Replied(200, "{oops"));

        assertProblem(site.post(NOTE, secret, TEXT), 502, "mapping-failed");
    }

    @Test
    void an_action_that_may_have_happened_is_not_to_be_sent_again_and_says_so() {
        site.crm.answering(_ -> new Replied(504, "{}"));

        var answer = site.post(NOTE, secret, TEXT);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().path("retryable").asBoolean(true)).isFalse();
        assertThat(answer.body().path("detail").asText()).endsWith("it may have happened");
    }

    @Test
    void an_action_that_may_have_happened_is_not_done_again_under_its_key() {
        site.crm.answering(_ -> new Replied(504, "{}"));
        var before = site.crm.asked("/notes").size();

        var first = site.post(NOTE, secret, TEXT, "Idempotency-Key", "may-have");
        var again = site.post(NOTE, secret, TEXT, "Idempotency-Key", "may-have");

        assertThat(site.crm.asked("/notes")).hasSize(before + 1);
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.response().body()).isEqualTo(first.response().body());
    }

    @Test
    void an_action_that_did_not_happen_is_done_again_under_its_key() {
        site.crm.answering(_ -> new Replied(400, "{}"));
        site.post(NOTE, secret, TEXT, "Idempotency-Key", "did-not");
        site.crm.answering(_ -> new Replied(200, "{}"));

        assertThat(site.post(NOTE, secret, TEXT, "Idempotency-Key", "did-not").status())
                .isEqualTo(200);
    }

    @Test
    void tick_boxes_begin_as_documents_say_and_stay_as_the_agent_sets_them() {
        var path = "/api/v1/agents/u7/options";

        var before = site.get(path, secret);
        var set = site.send("PUT", path, secret, "{\"options\":{\"autoTicket\":false}}");
        var after = site.get(path, secret);

        assertThat(before.body().at("/options/autoTicket").asBoolean()).isTrue();
        assertThat(before.body().at("/boxes/0/label").asText()).isEqualTo("Phiếu");
        assertThat(set.status()).isEqualTo(200);
        assertThat(after.body().at("/options/autoTicket").asBoolean(true)).isFalse();
        assertThat(site.get("/api/v1/agents/u8/options", secret)
                        .body()
                        .at("/options/autoTicket")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_tick_box_that_does_not_exist_or_is_no_tick_is_refused() {
        var path = "/api/v1/agents/u7/options";

        var unknown = site.send("PUT", path, secret, "{\"autoTickets\":true}");
        var wrong = site.send("PUT", path, secret, "{\"autoTicket\":\"yes\"}");

        assertProblem(unknown, 422, "bad-input");
        assertThat(unknown.body().path("detail").asText()).contains("did you mean `autoTicket`?");
        assertProblem(wrong, 422, "bad-input");
        assertThat(wrong.body().at("/errors/0/pointer").asText()).isEqualTo("/autoTicket");
    }

    @Test
    void a_front_end_learns_about_the_partners_pages() {
        var info = site.get("/api/v1/integrators/acme/info", secret).body();

        assertThat(info.at("/renderTooltip/0/element").asText()).isEqualTo(".phone");
        assertThat(info.at("/userInfo/0/field").asText()).isEqualTo("ticket");
        assertThat(info.at("/listOptions/0/name").asText()).isEqualTo("autoTicket");
    }
}
