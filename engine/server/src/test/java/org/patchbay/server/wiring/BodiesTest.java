package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.server.wiring.RouteTable.Ids;
import org.patchbay.server.wiring.RouteTable.Open;
import org.patchbay.server.wiring.RouteTable.Route;

/** What a body says and nobody understands is refused: passed over, it would mean more than was asked for. */
class BodiesTest {
    /** Their bodies are the callers' own, or what a document would hold and is read as one. */
    private static final List<String> FREE = List.of(
            "POST /api/v1/triggers/{trigger}",
            "POST /api/v1/integrators/{integrator}/actions/{endpoint}",
            "POST /api/v1/integrators",
            "PUT /api/v1/integrators/{integrator}");

    private static Site site;
    private static List<Route> routes = List.of();

    @BeforeAll
    static void starts_a_server() {
        site = Site.usual();
        var fired = site.post(
                "/api/v1/triggers/call-start", site.secretKey("CC-1"), "{\"callId\":\"c-1\",\"phone\":\"0901234567\"}");
        routes = RouteTable.routes(new Ids(fired.body().path("executionId").asText(), "p-1")).stream()
                .filter(route -> route.method().startsWith("P") && !(route.right() instanceof Open))
                .filter(route -> !FREE.contains(route.name()))
                .toList();
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    @Test
    void a_key_that_nobody_knows_is_refused_by_every_route_that_takes_a_body() {
        var passedOver = new ArrayList<String>();
        for (var route : routes) {
            var body = route.body().length() <= 2
                    ? "{\"noSuch~/Key\":1}"
                    : route.body().replaceFirst("\\{", "{\"noSuch~/Key\":1,");
            var answer = site.send(route.method(), route.path(), site.admin(), body);
            var pointer = answer.body().at("/errors/0/pointer").asText();
            if (answer.status() != 422 || !pointer.equals("/noSuch~0~1Key")) {
                passedOver.add(route.name() + " " + answer.status() + " " + answer.body());
            }
        }

        assertThat(routes).hasSizeGreaterThan(25);
        assertThat(passedOver).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "erase | {\"phone\":\"0901234567\",\"contry\":\"DE\"} | /contry | did you mean `country`?",
                "erase | {\"phone\":\"0901234567\",\"country\":7} | /country | a text that is not empty",
                "simulate | {\"integrater\":\"acme\"} | /integrater | did you mean `integrator`?",
                "simulate | {\"script\":7} | /script | a text that is not empty",
                "simulate | {\"calls\":1001} | /calls | a number from 1 to 1000",
                "keys | {\"kind\":\"sk\",\"callcenterId\":\"\"} | /callcenterId | a text that is not empty",
                "keys | {\"kind\":\"sk\",\"callcenterId\":null} | /callcenterId | a text that is not empty",
                "integrators | {\"template\":\"crm\",\"callcenterId\":null} | /callcenterId | a text that is not empty",
                "config/reload | {\"document\":{}} | /document | did you mean `documents`?",
                "config/reload | {\"documents\":[\"crm.yaml\"]} | /documents | an object",
                "config/plan | {\"documents\":null} | /documents | an object",
                "templates/crm/state | {\"stat\":\"draft\"} | /stat | did you mean `state`?",
                "integrators/acme/rotate | {\"field\":\"token\",\"grase\":\"0s\"} | /grase | did you mean `grace`?",
                "integrators/acme/rotate | {\"field\":\"token\",\"value\":\"\"} | /value | a text that is not empty",
                "integrators/acme/check | {\"fields\":[\"pin\"]} | /fields | an object",
                "integrators/acme/disable | {\"reson\":\"moving\"} | /reson | did you mean `reason`?",
                "integrators/acme/enable | {\"reason\":\"back\"} | /reason | there is no key `reason`",
                "import/talkdesk | {\"text\":[\"{}\"]} | /text | did you mean `texts`?",
                "login | {\"usr\":\"an\",\"password\":\"x\"} | /usr | did you mean `user`?",
                "links/crm | {\"callCentre\":\"CC-1\"} | /callCentre | did you mean `callcenterId`?"
            })
    void what_is_not_understood_is_refused_with_its_place_and_what_was_expected(
            String path, String body, String pointer, String expected) {
        var answer = site.post("/api/v1/" + path, site.admin(), body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(answer.body().path("detail").asText()).contains(expected);
    }

    @Test
    void an_integrator_with_a_key_that_no_document_may_have_is_neither_made_nor_changed() {
        var path = "/api/v1/integrators";
        var own = "\"template\":\"crm\",\"name\":\"mine\",\"callcenterId\":\"CC-1\",\"host\":\"crm.example\","
                + "\"fields\":{\"apiKey\":\"k\"}";

        var refused = site.post(path, site.admin(), "{" + own + ",\"allowedOrigin\":[]}");
        var made = site.post(path, site.admin(), "{" + own + "}");
        var changed = site.send("PUT", path + "/mine", site.admin(), "{\"feilds\":{}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("findings").toString()).contains("allowedOrigin");
        assertThat(made.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.body().path("findings").toString()).contains("feilds");
    }

    @Test
    void the_boxes_of_an_agent_stand_in_one_place() {
        var answer = site.send(
                "PUT",
                "/api/v1/agents/u7/options?callcenterId=CC-1",
                site.admin(),
                "{\"options\":{},\"autoTicket\":false}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/autoTicket");
    }
}
