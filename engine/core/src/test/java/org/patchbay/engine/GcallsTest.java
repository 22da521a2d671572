package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;

/** The demonstrations of the Gcalls guide, played on config-examples/gcalls-crm as it stands: nothing here but the partners is code. */
class GcallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CALL = "{\"callId\":\"c-1\",\"phone\":\"0901234567\",\"direction\":\"inbound\","
            + "\"agent\":{\"id\":\"u7\",\"email\":\"an@callcentre.example\"}";

    private final House house = new House();
    private final AtomicInteger logins = new AtomicInteger();
    private final Map<String, JsonNode> logs = new TreeMap<>();
    private String good = "T1";

    @BeforeEach
    void takes_the_example_as_it_stands() throws IOException {
        var root = Path.of(System.getProperty("patchbay.root", "../.."), "config-examples", "gcalls-crm");
        var documents = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                documents.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        house.answering(this::partners);
        assertThat(house.engine.load(documents, "test", Optional.empty())).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Reply partners(Request request) {
        return request.url().startsWith("https://sms.gateway.example/") ? gateway(request) : crm(request);
    }

    private synchronized Reply crm(Request request) {
        if (request.target().equals("/api/login")) {
            good = "T" + logins.incrementAndGet();
            return reply(200, "{\"data\":{\"accessToken\":\"" + good + "\",\"expiresIn\":3600}}");
        }
        if (!("Bearer " + good).equals(header(request, "Authorization"))) {
            return reply(401, "{}");
        }
        var path = request.target().replaceAll("\\?.*", "");
        return switch (request.method() + " " + path.replaceAll("\\d+", "#")) {
            case "GET /api/contacts" ->
                reply(200, "{\"items\":[{\"id\":12345678901234567,\"fullName\":\"Nguyen Van An\"}]}");
            case "GET /api/contacts/#/tickets" -> reply(200, "[{\"id\":31,\"subject\":\"Late parcel\"}]");
            case "GET /api/calls" -> reply(200, "{\"items\":[]}");
            case "POST /api/calls" -> {
                var id = Integer.toString(501 + logs.size());
                logs.put(id, json(request));
                yield reply(201, "{\"id\":" + id + "}");
            }
            case "PUT /api/calls/#" -> {
                logs.put(path.substring("/api/calls/".length()), json(request));
                yield reply(204, "");
            }
            case "POST /api/tickets", "POST /api/contacts", "POST /api/notes" -> reply(201, "{\"id\":77}");
            default -> reply(404, "{}");
        };
    }

    /** Computes the signature with its own code and refuses every other one. */
    private static Reply gateway(Request request) {
        var form = Arrays.stream(body(request).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        var signed = form.get("account") + form.get("to") + form.get("time") + "test";
        return DigestUtils.md5Hex(signed).equals(header(request, "X-Sign"))
                        && !String.valueOf(form.get("text")).contains("refuse")
                ? reply(200, "{\"code\":0,\"id\":\"m1\"}")
                : reply(200, "{\"code\":17,\"message\":\"refused\"}");
    }

    private static String header(Request request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> header.value())
                .findFirst()
                .orElse("");
    }

    private static String body(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Answer fire(String trigger, String more) {
        return house.fire("CC-1001", trigger, CALL + more + "}");
    }

    private List<String> lines(String begin) {
        return house.urls().stream().filter(url -> url.startsWith(begin)).toList();
    }

    private Request last(String target) {
        return house.requests.reversed().stream()
                .filter(request -> request.target().startsWith(target))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void d1_a_call_is_shown_logged_and_its_log_is_updated_by_the_kept_id() {
        var start = fire("call-start", "");
        var connect = house.over(fire("call-connect", ""));
        var end = house.over(fire("call-end", ",\"duration\":61"));

        assertThat(start.match()).contains("one");
        assertThat(start.iframe().getFirst().path("title").asText()).isEqualTo("Nguyen Van An");
        assertThat(start.iframe().getFirst().path("list").path("items").path(0).asText())
                .isEqualTo("#31 Late parcel");
        assertThat(start.results().get("acme-hcm").keySet()).containsExactly("findContact", "openTickets");
        assertThat(List.of(connect.status(), end.status())).containsOnly(Execution.Status.SUCCEEDED);
        assertThat(json(last("/api/calls")).toString()).doesNotContain("12345678901234567");
        assertThat(body(house.requests.get(3))).contains("\"contactId\":12345678901234567");
        assertThat(lines("POST https://crm.acme.example/api/calls")).hasSize(1);
        assertThat(logs).containsOnlyKeys("501");
        assertThat(logs.get("501").path("duration").asInt()).isEqualTo(61);
        assertThat(logins).hasValue(1);
    }

    @Test
    void d1_a_call_that_never_connects_gets_its_log_at_the_end() {
        fire("call-start", "");
        house.over(fire("call-end", ",\"duration\":0"));

        assertThat(logs).containsOnlyKeys("501");
        assertThat(logs.get("501").path("status").asText()).isEqualTo("done");
    }

    @Test
    void d1_an_expired_token_is_renewed_once_and_the_request_repeated_once() {
        fire("call-start", "");
        good = "another";

        house.over(fire("call-connect", ""));

        assertThat(logins).hasValue(2);
        assertThat(lines("POST https://crm.acme.example/api/calls")).hasSize(2);
        assertThat(logs).hasSize(1);
    }

    @Test
    void d1_a_client_can_neither_override_a_constant_nor_the_host() {
        fire("call-start", "");
        house.over(fire(
                "call-connect",
                ",\"status\":\"done\",\"host\":\"evil.example\",\"integrator\":{\"host\":\"evil.example\"}"));

        assertThat(logs.get("501").path("status").asText()).isEqualTo("ongoing");
        assertThat(house.urls()).allSatisfy(url -> assertThat(url).contains("https://crm.acme.example/"));
    }

    @Test
    void d1_what_is_missing_is_told_before_anything_is_sent() {
        var answer = fire("ticket-create", "");

        assertThat(answer.status()).isEqualTo(Execution.Status.REJECTED);
        assertThat(house.requests).isEmpty();
    }

    @Test
    void d1_a_failing_function_leaves_the_next_ones_and_the_card_alone() {
        house.answering(
                request -> request.target().startsWith("/api/contacts?") ? reply(500, "{}") : partners(request));

        var start = fire("call-start", "");

        var steps = start.results().get("acme-hcm");
        assertThat(steps.get("findContact").status()).isEqualTo(Step.Status.FAILED);
        assertThat(steps.get("openTickets").status()).isEqualTo(Step.Status.SKIPPED);
        assertThat(start.iframe().getFirst().path("title").asText()).isEqualTo("Nobody known at 0901234567");
    }

    @Test
    void d2_an_sms_is_signed_so_that_the_gateway_takes_it_and_then_noted() {
        var sent = house.fire("CC-1001", "sms-send", "{\"to\":\"0901234567\",\"text\":\"Xin chào 50% & hơn\"}");

        assertThat(sent.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(json(last("/api/notes")).path("text").asText()).isEqualTo("SMS m1: Xin chào 50% & hơn");
    }

    @Test
    void d2_a_refused_sms_is_a_failure_although_the_gateway_says_200_and_leaves_no_note() {
        var sent = house.fire("CC-1001", "sms-send", "{\"to\":\"0901234567\",\"text\":\"refuse me\"}");

        assertThat(sent.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(lines("POST https://crm.acme.example/api/notes")).isEmpty();
    }

    @Test
    void d3_a_ticket_exists_once_however_often_the_button_is_pressed_and_knows_the_contact_of_the_call() {
        fire("call-start", "");

        var first = fire("ticket-create", ",\"subject\":\"Wrong invoice\"");
        var again = fire("ticket-create", ",\"subject\":\"Wrong invoice\"");

        assertThat(again).isEqualTo(first);
        assertThat(lines("POST https://crm.acme.example/api/tickets")).hasSize(1);
        assertThat(json(last("/api/tickets")).path("contactName").asText()).isEqualTo("Nguyen Van An");
        assertThat(json(last("/api/tickets")).path("contactId").asText()).isEqualTo("12345678901234567");
    }

    @Test
    void d3_a_button_of_the_card_brings_the_form_whose_fields_become_the_client_body() {
        var button = fire("call-start", "").iframe().getFirst().path("buttons").path(0);

        assertThat(button.path("trigger").asText()).isEqualTo("ticket-create");
        assertThat(button.path("inputs").findValuesAsText("name")).containsExactly("subject", "priority");
        assertThat(button.path("inputs").path(1).path("options").toString()).isEqualTo("[\"low\",\"normal\",\"high\"]");
    }

    @Test
    void d3_a_contact_exists_once() {
        var answer = fire("contact-create", ",\"name\":\"Le Van Cuong\"");

        assertThat(answer.results()
                        .get("acme-hcm")
                        .get("createContact")
                        .data()
                        .path("contactId")
                        .asInt())
                .isEqualTo(77);
        assertThat(json(last("/api/contacts")).path("phone").asText()).isEqualTo("+84901234567");
    }

    @Test
    void d3_the_tick_box_of_the_agent_decides_about_the_ticket_of_a_missed_call() {
        fire("call-start", "");
        house.store.fields().setOptions("CC-1001", "u7", Map.of("autoTicket", false));
        var off = house.over(fire("call-missed", ",\"duration\":0"));
        house.store.fields().setOptions("CC-1001", "u7", Map.of("autoTicket", true));
        house.over(fire("call-missed", ",\"duration\":0,\"note\":\"again\""));

        assertThat(off.steps())
                .filteredOn(step -> step.endpoint().equals("missedTicket"))
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).contains("options.autoTicket"));
        assertThat(lines("POST https://crm.acme.example/api/tickets")).hasSize(1);
        assertThat(logs).hasSize(1);
    }
}
