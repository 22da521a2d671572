package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** Contacts and agents over the API. */
class SyncTest {
    private static final String ACME = "/api/v1/integrators/acme";
    private static final String BRIDGE = """
            kind: Installation
            egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
            ---
            kind: Template
            name: bridge
            baseUrl: "http://{{integrator.host}}"
            endpoints:
              - name: people
                type: GetData
                trigger: contacts-sync
                url: /people
                parameters: [{ name: from, type: query, from: sync.offset, required: false }]
                sync: { items: people.*, nextOffset: next }
              - name: staff
                type: GetData
                trigger: agents-sync
                url: /staff
                sync: { items: staff.* }
              - { name: other, type: GetData, trigger: contact-view, url: /other }
            ---
            { kind: Integrator, name: acme, template: bridge, callcenterId: CC-1, host: "CRM", country: VN }
            ---
            { kind: Integrator, name: beta, template: bridge, callcenterId: CC-2, host: "CRM" }
            """;

    private Site site;
    private String secret;

    @BeforeEach
    void starts_a_server() {
        site = new Site();
        site.write("bridge.yaml", BRIDGE.replace("CRM", site.crm.host())).start(Watching.OFF);
        site.crm.answering(SyncTest::bridge);
        secret = site.secretKey("CC-1");
    }

    @AfterEach
    void stops_it() {
        site.close();
    }

    private static Replied bridge(Asked asked) {
        if (asked.path().equals("/staff")) {
            return new Replied(200, "{\"staff\":[{\"id\":1,\"name\":\"Lan\",\"email\":\"lan@acme.example\"}]}");
        }
        return new Replied(
                200,
                asked.query().isEmpty()
                        ? "{\"next\":\"b\",\"people\":[{\"id\":9,\"name\":\"An\",\"phones\":[\"090 123 4567\"]},{\"id\":8,\"name\":\"Bo\"}]}"
                        : "{\"people\":[{\"id\":7,\"name\":\"Chi\",\"score\":1.10}]}");
    }

    private void synchronize(String endpoint) {
        var answer = site.post(ACME + "/sync/" + endpoint, secret, "");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isPresent();
        assertThat(site.over(answer.body().path("executionId").asText())
                        .path("status")
                        .asText())
                .isEqualTo("succeeded");
    }

    private static String names(JsonNode page) {
        return page.path("items").findValuesAsText("name").toString();
    }

    @Test
    void a_synchronization_is_begun_by_hand_and_its_contacts_are_listed_page_by_page() {
        synchronize("people");

        var first = site.get(ACME + "/contacts?limit=2", secret).body();
        var second = site.get(
                        ACME + "/contacts?limit=2&cursor=" + first.path("next").asText(), secret)
                .body();

        assertThat(names(first)).isEqualTo("[An, Bo]");
        assertThat(first.at("/items/0/id")).hasToString("\"9\"");
        assertThat(first.at("/items/0/endpoint").asText()).isEqualTo("people");
        assertThat(names(second)).isEqualTo("[Chi]");
        assertThat(second.at("/items/0/score")).hasToString("1.10");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void a_contact_is_found_by_a_number_written_in_another_way() {
        synchronize("people");

        assertThat(names(site.get(ACME + "/contacts?phone=%2B84901234567", secret)
                        .body()))
                .isEqualTo("[An]");
        assertThat(names(site.get(ACME + "/contacts?phone=0901234567", secret).body()))
                .isEqualTo("[An]");
        assertThat(names(site.get(ACME + "/contacts?phone=0901234568", secret).body()))
                .isEqualTo("[]");
        assertThat(site.get(ACME + "/contacts?phone=abc", secret).problem()).isEqualTo("/problems/bad-phone");
    }

    @Test
    void only_what_changed_since_is_listed() {
        synchronize("people");

        assertThat(names(site.get(ACME + "/contacts?changedSince=2020-01-01T00:00:00Z", secret)
                        .body()))
                .isEqualTo("[An, Bo, Chi]");
        assertThat(names(site.get(ACME + "/contacts?changedSince=2120-01-01T00:00:00Z", secret)
                        .body()))
                .isEqualTo("[]");
        assertThat(site.get(ACME + "/contacts?changedSince=yesterday", secret).status())
                .isEqualTo(400);
    }

    @Test
    void agents_are_kept_apart_from_contacts() {
        synchronize("staff");

        assertThat(names(site.get(ACME + "/agents", secret).body())).isEqualTo("[Lan]");
        assertThat(names(site.get(ACME + "/contacts", secret).body())).isEqualTo("[]");
    }

    @Test
    void the_integrator_says_how_far_its_synchronizations_are() {
        synchronize("people");

        var list = site.get(ACME, secret).body().path("synchronizations");

        assertThat(list.findValuesAsText("endpoint")).containsExactly("people", "staff");
        assertThat(list.at("/0/pages").asInt()).isEqualTo(2);
        assertThat(list.at("/0/items").asInt()).isEqualTo(3);
        assertThat(list.at("/0/underWay").asBoolean()).isFalse();
        assertThat(list.at("/0/finishedAt").asText()).isNotEmpty();
        assertThat(list.at("/1/pages").asInt()).isZero();
    }

    @Test
    void one_that_is_under_way_is_not_begun_again() {
        var slow = new CountDownLatch(1);
        site.crm.answering(asked -> {
            await(slow);
            return bridge(asked);
        });
        var first = site.post(ACME + "/sync/people", secret, "");

        var second = site.post(ACME + "/sync/people", secret, "");
        slow.countDown();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("/problems/in-progress");
        site.over(first.body().path("executionId").asText());
        assertThat(site.crm.asked("/people")).hasSize(2);
    }

    @Test
    void what_is_no_synchronization_gets_a_suggestion() {
        var answer = site.post(ACME + "/sync/peopel", secret, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("detail").asText()).contains("people");
        assertThat(site.post(ACME + "/sync/other", secret, "").status()).isEqualTo(404);
    }

    @Test
    void nobody_sees_or_begins_what_belongs_to_others() {
        assertThat(site.get("/api/v1/integrators/beta/contacts", secret).status())
                .isEqualTo(404);
        assertThat(site.post("/api/v1/integrators/beta/sync/people", secret, "").status())
                .isEqualTo(404);
        assertThat(site.get(ACME + "/contacts", site.publishableKey("CC-1")).status())
                .isEqualTo(403);
        assertThat(site.post(ACME + "/sync/people", site.adminKey(Role.VIEWER), "")
                        .status())
                .isEqualTo(403);
        assertThat(site.get(ACME + "/contacts", site.adminKey(Role.VIEWER)).status())
                .isEqualTo(200);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
