package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** The engine as a bridge, called by a strict caller and by an engine that is the platform (demonstration D5). */
class BridgeTest {
    private static final String ROOT = "/hooks/shared/northdesk-bridge";
    private static final String AUTH = "\"auth\":{\"account\":\"acme\",\"apiToken\":\"T0ken-of-acme\"}";

    private final Site bridge = new Site();
    private final Site platform = new Site();
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger good = new AtomicInteger();

    @BeforeEach
    void start() {
        bridge.crm.answering(BridgeTest::desk);
        bridge.write(
                        "bridge.yaml",
                        Example.read(
                                        "talkdesk/northdesk-bridge.yaml",
                                        "https://{{integrator.account}}.northdesk.example",
                                        "http://" + bridge.crm.host() + "/{{integrator.account}}")
                                + Example.LOOPBACK)
                .start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        platform.close();
        bridge.close();
    }

    /** A help desk that knows one account and answers nobody else. */
    private static Replied desk(Asked asked) {
        if (!asked.header("authorization").equals("Bearer T0ken-of-acme")
                || !asked.path().startsWith("/acme/api/")) {
            return new Replied(401, "{}");
        }
        return switch (asked.method() + " " + asked.path().substring("/acme/api".length())) {
            case "GET /me" -> new Replied(200, "{\"id\":1}");
            case "GET /users" ->
                asked.query().isEmpty()
                        ? new Replied(
                                200,
                                "{\"users\":[{\"id\":1,\"name\":\"Jane\",\"email\":\"j@x.test\"}],\"next_page\":2}")
                        : new Replied(200, "{\"users\":[{\"id\":2,\"name\":\"Joe\"}],\"end_time\":1700000000}");
            case "GET /staff" ->
                new Replied(200, "{\"staff\":[{\"id\":341231,\"name\":\"John\",\"email\":\"j@d.test\"}]}");
            case "GET /users/1/tickets" ->
                new Replied(
                        200,
                        "{\"tickets\":[{\"id\":23,\"subject\":\"Late\",\"created_at\":\"2012-11-21 17:53:51 UTC\",\"status\":\"open\"}]}");
            case "POST /tickets" ->
                asked.body().contains("blocked")
                        ? new Replied(422, "{\"error\":{\"text\":\"Requester is blocked\"}}")
                        : new Replied(201, "{\"id\":77,\"requester\":{\"id\":1,\"url\":\"https://desk.test/1\"}}");
            default -> new Replied(404, "{}");
        };
    }

    private Site.Answered ask(String path, String body) {
        var answered = bridge.post(ROOT + path, "", body);
        if (!answered.response().body().isEmpty()) {
            assertThat(answered.header("Content-Type")).contains("application/json");
        }
        return answered;
    }

    @Test
    void the_five_contracts_are_answered_as_the_platform_wants_them() {
        assertThat(ask("/auth_validation", "{" + AUTH + "}").status()).isEqualTo(204);
        assertThat(ask("/contact_sync", "{" + AUTH + "}").response().body())
                .isEqualTo(
                        "{\"contacts\":[{\"id\":\"1\",\"name\":\"Jane\",\"emails\":[\"j@x.test\"],\"phones\":[]}],\"next_offset\":2}");
        assertThat(ask("/contact_sync", "{" + AUTH + ",\"meta\":{\"offset\":2}}")
                        .response()
                        .body())
                .isEqualTo(
                        "{\"contacts\":[{\"id\":\"2\",\"name\":\"Joe\",\"emails\":[],\"phones\":[]}],\"synchronization_checkpoint\":1700000000}");
        assertThat(ask("/agent_sync", "{" + AUTH + "}").response().body())
                .isEqualTo("{\"agents\":[{\"id\":\"341231\",\"name\":\"John\",\"email\":\"j@d.test\"}]}");
        assertThat(ask(
                                "/interaction_update",
                                "{" + AUTH
                                        + ",\"meta\":{\"interaction_types\":[\"ticket\"]},\"data\":{\"contact_external_id\":\"1\"}}")
                        .response()
                        .body())
                .isEqualTo(
                        "[{\"id\":\"23\",\"subject\":\"Late\",\"date\":\"2012-11-21 17:53:51 UTC\",\"type\":\"ticket\",\"status\":\"open\"}]");
        var created = ask("/actions/create_ticket", "{" + AUTH + ",\"data\":{\"subject\":\"Hi\"}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.response().body())
                .isEqualTo("{\"message\":\"Ticket created\",\"external_id\":\"77\",\"contact_external_id\":\"1\","
                        + "\"contact_external_type\":\"user\",\"contact_external_url\":\"https://desk.test/1\"}");
    }

    @Test
    void a_token_that_the_help_desk_refuses_is_refused_in_every_contract_and_kept_nowhere() {
        var wrong = AUTH.replace("T0ken-of-acme", "N0t-the-token");
        for (var path : List.of("/auth_validation", "/contact_sync", "/agent_sync", "/actions/create_ticket")) {
            assertThat(ask(path, "{" + wrong + ",\"data\":{\"subject\":\"Hi\"}}")
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(ask("/actions/create_ticket", "{" + AUTH + ",\"data\":{}}").status())
                .isEqualTo(400);
        assertThat(ask("/actions/create_ticket", "{" + AUTH + ",\"data\":{\"subject\":\"blocked\"}}")
                        .response()
                        .body())
                .isEqualTo("{\"message\":\"Ticket not created, reason: Requester is blocked\"}");
        var seen = bridge.get("/api/v1/executions?limit=50", bridge.admin())
                .response()
                .body();
        assertThat(seen)
                .contains("contacts-asked")
                .doesNotContain("N0t-the-token")
                .doesNotContain("T0ken-of-acme");
    }

    @Test
    void an_engine_that_is_the_platform_is_content_with_an_engine_that_is_the_bridge() {
        platform.write(
                        "platform.yaml",
                        Example.read("talkdesk/platform.yaml", "https://bridge.northdesk.example", address())
                                + Example.LOOPBACK + """
                        ---
                        { kind: Integrator, name: acme, template: northdesk, callcenterId: CC-1, fields: { account: acme, apiToken: T0ken-of-acme } }
                        """)
                .start(Watching.OFF);
        var key = platform.secretKey("CC-1");

        var action = platform.post(
                "/api/v1/integrators/acme/actions/create_ticket",
                key,
                "{\"data\":{\"subject\":\"Hi\",\"description\":\"There\"}}");
        var view = platform.post("/api/v1/triggers/contact-view", key, "{\"data\":{\"contact_external_id\":\"1\"}}");
        var sync = platform.post("/api/v1/integrators/acme/sync/contact_sync", key, "");

        assertThat(action.body().path("external_id").asText()).isEqualTo("77");
        assertThat(view.body()
                        .at("/results/acme/interaction_update/data/interactions/0/subject")
                        .asText())
                .isEqualTo("Late");
        platform.over(sync.body().path("executionId").asText());
        JsonNode contacts =
                platform.get("/api/v1/integrators/acme/contacts", key).body();
        assertThat(contacts.path("items").findValuesAsText("name")).containsExactlyInAnyOrder("Jane", "Joe");
    }

    /** The platform of the example, whose account has a token that an authority gives. */
    private void start_a_platform_with_tokens() {
        platform.crm.answering(
                _ -> new Replied(200, "{\"access_token\":\"T" + issued.incrementAndGet() + "\",\"expires_in\":3600}"));
        var template = Example.read("talkdesk/platform.yaml", "https://bridge.northdesk.example", address())
                .replace("help: Settings > API, secret: true }", "value: \"{{auth.oauth}}\" }")
                .replace(
                        "endpoints:\n",
                        "endpoints:\n  - { name: oauth, type: Auth, grant: client_credentials, url: \"http://"
                                + platform.crm.host() + "/token\", client: { id: c, secret: \"${env:PATH}\" } }\n")
                .replace(", apiToken: T0ken } } }", " } } }");
        platform.write("platform.yaml", template + Example.LOOPBACK + """
                        ---
                        { kind: Integrator, name: acme, template: northdesk, callcenterId: CC-1, fields: { account: acme } }
                        """).start(Watching.OFF);
    }

    private JsonNode viewed() {
        return platform.post(
                        "/api/v1/triggers/contact-view",
                        platform.secretKey("CC-1"),
                        "{\"data\":{\"contact_external_id\":\"1\"}}")
                .body()
                .at("/results/acme/interaction_update");
    }

    @Test
    void a_token_that_the_help_desk_behind_a_bridge_refuses_is_renewed_once_and_then_it_is_a_failure() {
        bridge.crm.answering(asked -> {
            var token = asked.header("authorization").replace("Bearer T", "");
            return Integer.parseInt(token) == good.get()
                    ? new Replied(200, "{\"tickets\":[{\"id\":23,\"subject\":\"Late\"}]}")
                    : new Replied(401, "{}");
        });
        start_a_platform_with_tokens();

        good.set(2);
        var repeated = viewed();
        assertThat(repeated.at("/data/interactions/0/subject").asText()).isEqualTo("Late");
        assertThat(tokens()).containsExactly("Bearer T1", "Bearer T2");

        good.set(99);
        var refused = viewed();
        assertThat(refused.path("status").asText()).isEqualTo("failed");
        assertThat(refused.toString()).contains("/problems/upstream-unauthorized");
        assertThat(tokens()).containsExactly("Bearer T1", "Bearer T2", "Bearer T2", "Bearer T3");
        assertThat(issued).hasValue(3);
    }

    private List<String> tokens() {
        return bridge.crm.asked("/acme/api/users/1/tickets").stream()
                .map(asked -> asked.header("authorization"))
                .toList();
    }

    private String address() {
        return bridge.server().address() + ROOT;
    }
}
