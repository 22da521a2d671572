package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** What people can connect, what they have connected, and how that is connected once more. */
class LinkOffersTest {
    private static final String DOCUMENTS = """
            kind: Template
            name: desk
            label: { en: Desk, vi: Bàn }
            description: tickets of calls
            branding: { icon: "https://desk.example/icon.png", color: "#0a7" }
            baseUrl: "http://HOST"
            parameters:
              - { name: account, label: Account }
              - { name: apiKey, label: Key, type: header, key: X-Api-Key, secret: true }
              - { name: hint, label: Hint, required: false }
              - { name: notes, label: Notes, input: checkbox, required: false }
            link: { scope: user, shortName: "Desk: {{integrator.account}}", summary: "Calls of {{integrator.user}}" }
            endpoints:
              - { name: me, type: GetData, trigger: auth-check, url: "/me/{account}", parameters: [apiKey, { name: account, type: path }] }
            ---
            { kind: Template, name: chat, link: { scope: team }, endpoints: [] }
            ---
            { kind: Template, name: theirs, owner: [CC-2], link: { scope: team }, endpoints: [] }
            ---
            { kind: Template, name: old, state: draft, link: { scope: team }, endpoints: [] }
            ---
            { kind: Template, name: plain, endpoints: [] }
            """;
    private final Site site = new Site();

    @BeforeEach
    void start() {
        site.crm.answering(
                asked -> asked.header("x-api-key").equals("K1") ? new Replied(200, "{}") : new Replied(401, "{}"));
        site.write("desk.yaml", DOCUMENTS.replace("HOST", site.crm.host()) + Example.LOOPBACK)
                .start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private com.fasterxml.jackson.databind.JsonNode offers(String query) {
        var answered = site.get("/api/v1/links" + query, site.secretKey("CC-1"));
        assertThat(answered.status()).as(answered.response().body()).isEqualTo(200);
        return answered.body().path("items");
    }

    private void connect() {
        var person = Person.invited(site, site.secretKey("CC-1"), "desk", "{\"user\":\"an\"}");
        assertThat(person.submit("account=acme&apiKey=K1&notes=true&action=connect")
                        .response()
                        .body())
                .contains("The connection is made.");
    }

    @Test
    void each_integration_is_offered_with_its_button() {
        var offers = offers("?language=vi");

        assertThat(offers.findValuesAsText("template")).containsExactlyInAnyOrder("desk", "chat");
        var desk = offers.get(offers.findValuesAsText("template").indexOf("desk"));
        assertThat(desk.path("label").asText()).isEqualTo("Bàn");
        assertThat(desk.path("description").asText()).isEqualTo("tickets of calls");
        assertThat(desk.at("/branding/icon").asText()).isEqualTo("https://desk.example/icon.png");
        assertThat(desk.path("scope").asText()).isEqualTo("user");
        assertThat(desk.at("/button/label").asText()).isEqualTo("Kết nối Bàn");
        assertThat(desk.at("/button/method").asText()).isEqualTo("POST");
        assertThat(desk.at("/button/url").asText()).isEqualTo("https://pb.test/api/v1/links/desk");
        assertThat(desk.path("links")).isEmpty();
        assertThat(site.get("/api/v1/links", site.secretKey()).status()).isEqualTo(400);
    }

    @Test
    void a_person_sees_what_is_connected_and_its_owner_may_remove_it() {
        connect();

        var mine = offers("?user=an").findParents("integrator");
        assertThat(mine).singleElement().satisfies(link -> {
            assertThat(link.path("shortName").asText()).isEqualTo("Desk: acme");
            assertThat(link.path("summary").asText()).isEqualTo("Calls of an");
            assertThat(link.path("state").asText()).isEqualTo("active");
            assertThat(link.path("mayRemove").asBoolean()).isTrue();
        });
        assertThat(offers("?user=binh").findParents("integrator")).isEmpty();
        assertThat(offers("").findParents("integrator"))
                .singleElement()
                .satisfies(
                        link -> assertThat(link.path("mayRemove").asBoolean()).isFalse());
    }

    @Test
    void a_connection_is_made_again_with_what_is_known_and_without_its_secrets() {
        connect();
        var name = offers("").findValuesAsText("integrator").getFirst();
        var wish = "{\"integrator\":\"" + name + "\"}";
        var person = Person.invited(site, site.secretKey("CC-1"), "desk", wish);

        var form = person.look().response().body();
        var kept = person.submit("account=acme&action=connect").response().body();
        var wrong = Person.invited(site, site.secretKey("CC-1"), "desk", wish)
                .submit("account=acme&apiKey=wrong&action=connect");

        assertThat(form)
                .contains("Connect Desk again", "value=\"acme\"", "checked")
                .doesNotContain(">K1<", "\"K1\"");
        assertThat(kept).contains("The connection that was there works again.");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(offers("").findValuesAsText("integrator")).containsExactly(name);
        assertThat(site.post("/api/v1/integrators/" + name + "/check", site.secretKey("CC-1"), "")
                        .body()
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(site.get("/api/v1/integrators/" + name, site.admin())
                        .body()
                        .at("/fields/notes")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void what_is_left_empty_when_a_connection_is_made_again_is_cleared_and_a_secret_stays() {
        Person.invited(site, site.secretKey("CC-1"), "desk", "{\"user\":\"an\"}")
                .submit("account=acme&apiKey=K1&hint=call+first&action=connect");
        var name = offers("").findValuesAsText("integrator").getFirst();
        var path = "/api/v1/integrators/" + name;
        assertThat(site.get(path, site.admin()).body().at("/fields/hint").asText())
                .isEqualTo("call first");

        Person.invited(site, site.secretKey("CC-1"), "desk", "{\"integrator\":\"" + name + "\"}")
                .submit("account=acme&apiKey=&hint=&action=connect");

        assertThat(site.get(path, site.admin()).body().path("fields").has("hint"))
                .isFalse();
        assertThat(site.post(path + "/check", site.secretKey("CC-1"), "")
                        .body()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void nobody_is_invited_to_connect_again_what_is_not_his_or_another_templates() {
        connect();
        var name = offers("").findValuesAsText("integrator").getFirst();
        var wish = "{\"integrator\":\"" + name + "\",\"team\":\"t1\"}";

        assertThat(site.post("/api/v1/links/desk", site.secretKey("CC-2"), wish).status())
                .isEqualTo(404);
        assertThat(site.post("/api/v1/links/chat", site.secretKey("CC-1"), wish).status())
                .isEqualTo(422);
    }
}
