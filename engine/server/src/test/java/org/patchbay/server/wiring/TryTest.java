package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.Site.Answered;

/** One endpoint is tried. */
class TryTest {
    private static Site site;
    private static String editor;

    @BeforeAll
    static void starts_a_server() {
        site = Site.usual();
        editor = site.adminKey(Role.EDITOR);
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    private static Answered attempt(String endpoint, String body) {
        return site.post("/api/v1/integrators/acme/endpoints/" + endpoint + "/try", editor, body);
    }

    @Test
    void nothing_is_sent_unless_that_is_asked_for_and_each_value_says_where_it_comes_from() {
        var before = site.crm.asked().size();

        var answer = attempt("findContact", "{\"body\":{\"callId\":\"c-1\",\"phone\":\"0901234567\"}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("endpoints")).hasSize(1);
        assertThat(answer.body().at("/endpoints/0/endpoint").asText()).isEqualTo("findContact");
        assertThat(answer.body()
                        .at("/endpoints/0/parameters")
                        .valueStream()
                        .map(one -> one.path("source").asText()))
                .containsExactly("integrator.apiKey", "body.phone");
        assertThat(answer.response().body()).doesNotContain("key-of-acme");
        assertThat(site.crm.asked()).hasSize(before);
    }

    @Test
    void it_is_sent_when_that_is_asked_for_and_what_the_partner_says_is_the_answer() {
        var body = "{\"trigger\":\"call-start\",\"dryRun\":false,\"body\":{\"phone\":\"0901234567\"}}";

        var found = attempt("findContact", body);
        site.crm.answering(_ -> new Replied(404, "{}"));
        var refused = attempt("findContact", body);
        site.crm.answering(_ -> PretendCrm.FOUND);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().path("name").asText()).isEqualTo("Nguyen Van An");
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.body().path("endpoint").asText()).isEqualTo("findContact");
    }

    @Test
    void what_is_missing_in_the_body_is_told_before_anything_is_sent() {
        var answer = attempt("createTicket", "{\"body\":{}}");

        assertThat(answer.body().at("/endpoints/0/problem/type").asText()).isEqualTo("/problems/missing-input");
    }

    @Test
    void an_unknown_endpoint_trigger_or_key_is_told_with_the_nearest_one() {
        assertThat(attempt("findContct", "{}").status()).isEqualTo(404);
        assertThat(attempt("findContct", "{}").body().path("detail").asText()).contains("findContact");
        assertThat(attempt("findContact", "{\"trigger\":\"call-end\"}")
                        .body()
                        .path("detail")
                        .asText())
                .isEqualTo("`trigger` is one of call-start");
        assertThat(attempt("findContact", "{\"dryrun\":false}")
                        .body()
                        .path("detail")
                        .asText())
                .contains("dryRun");
        assertThat(attempt("findContact", "{\"dryRun\":\"no\"}").status()).isEqualTo(422);
        assertThat(attempt("findContact", "{\"body\":[]}").status()).isEqualTo(422);
    }

    @Test
    void an_integrator_that_does_not_exist_is_not_found() {
        assertThat(site.post("/api/v1/integrators/nobody/endpoints/findContact/try", editor, "{}")
                        .status())
                .isEqualTo(404);
    }
}
