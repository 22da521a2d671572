package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;

/** The events of a call, as phone systems really send them: early, late, twice, and from several phones. */
class CallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CRM = """
            kind: Template
            name: crm
            calls: { reorder: 400ms }
            endpoints:
              - name: findContact
                type: GetData
                trigger: call-start
                url: /contacts
                parameters: [{ name: phone, type: query }]
                result: { id: items.0.id }
                remember: { contactId: id }
              - name: preLog
                type: PostData
                trigger: call-connect
                when: { call.logId: absent }
                url: /logs
                parameters:
                  - { name: call, type: body, from: run.callId }
                  - { name: contact, type: body, from: call.contactId, required: false }
                hardParams: { body: { status: ongoing } }
                result: { logId: id }
                remember: [logId]
              - name: saveLog
                type: PostData
                trigger: [call-end, call-missed]
                url: /logs
                parameters: [{ name: call, type: body, from: run.callId }, { name: duration, type: body, default: 0 }]
                hardParams: { body: { status: done } }
                ensure: { id: logId, known: call.logId, find: findLog, update: updateLog }
                result: { logId: id }
              - name: findLog
                type: GetData
                url: /logs
                parameters: [{ name: call, type: query, from: run.callId }]
                result: { logId: items.0.id }
              - name: updateLog
                type: PostData
                method: PUT
                url: "/logs/{logId}"
                parameters: [{ name: logId, type: path, from: ensure.id }, { name: duration, type: body, default: 0 }]
                hardParams: { body: { status: done } }
              - { name: makeTicket, type: PostData, trigger: ticket-create, url: /tickets,
                  parameters: [{ name: subject, type: body }] }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;

    private final Map<Integer, JsonNode> logs = new ConcurrentSkipListMap<>();
    private final AtomicInteger tickets = new AtomicInteger();
    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private House open() {
        house.answering(this::crm).load(CRM);
        return house;
    }

    private Reply crm(Request request) {
        var path = request.target().replaceAll("\\?.*", "");
        return switch (request.method() + " " + path.replaceAll("\\d+$", "#")) {
            case "GET /contacts" -> reply(200, "{\"items\":[{\"id\":7}]}");
            case "GET /logs" -> reply(200, "{\"items\":[]}");
            case "POST /logs" -> {
                int id;
                synchronized (logs) {
                    id = 90 + logs.size();
                    logs.put(id, json(request));
                }
                yield reply(201, "{\"id\":" + id + "}");
            }
            case "PUT /logs/#" -> {
                logs.put(Integer.valueOf(path.substring("/logs/".length())), json(request));
                yield reply(204, "");
            }
            case "POST /tickets" -> reply(tickets.incrementAndGet() == 1 ? 400 : 201, "{\"id\":1}");
            default -> reply(404, "{}");
        };
    }

    private static JsonNode json(Request request) {
        return json(new String(request.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private void end(Answer... answers) {
        for (var answer : answers) {
            house.over(answer);
        }
    }

    @Test
    void an_event_with_the_same_content_is_answered_like_the_first_and_runs_nothing() {
        var house = open();

        var first = house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\"}");
        var again = house.fire("call-start", "{\"phone\":\"1\",\"callId\":\"c-1\"}");
        var other = house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"2\"}");

        assertThat(again).isEqualTo(first);
        assertThat(other.executionId()).isNotEqualTo(first.executionId());
        assertThat(house.requests).hasSize(2);
    }

    @Test
    void an_event_with_the_same_id_is_the_same_whatever_else_it_says() {
        var house = open();

        house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\",\"eventId\":\"e-1\"}");
        house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"2\",\"eventId\":\"e-1\"}");
        house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\",\"eventId\":\"e-2\"}");

        assertThat(house.requests).hasSize(2);
    }

    @Test
    void an_event_that_comes_again_while_the_first_is_running_waits_for_its_answer() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        house.answering(request -> {
            asked.countDown();
            await(answer);
            return crm(request);
        });
        house.load(CRM);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\"}"));
            asked.await();
            var again = threads.submit(() -> house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\"}"));
            answer.countDown();

            assertThat(again.get().executionId()).isEqualTo(first.get().executionId());
            assertThat(house.requests).hasSize(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void another_node_tells_the_first_answer_from_the_journal() {
        var house = open();
        var first = house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\"}");
        assertThat(house.engine.journal().find(first.executionId(), Optional.empty()))
                .isPresent();

        try (var other = new House(house.store)) {
            other.answering(this::crm).load(CRM);
            var again = other.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\"}");

            assertThat(again.executionId()).isEqualTo(first.executionId());
            assertThat(again.results()).isEqualTo(first.results());
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void what_failed_may_be_asked_for_again() {
        var house = open();

        var first = house.fire("ticket-create", "{\"callId\":\"c-1\",\"subject\":\"Late parcel\"}");
        var again = house.fire("ticket-create", "{\"callId\":\"c-1\",\"subject\":\"Late parcel\"}");
        var thrice = house.fire("ticket-create", "{\"callId\":\"c-1\",\"subject\":\"Late parcel\"}");

        assertThat(first.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(again.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(thrice).isEqualTo(again);
        assertThat(tickets).hasValue(2);
    }

    @Test
    void an_end_that_overtakes_its_beginning_waits_for_it() {
        var house = open();

        var end = house.fire("call-end", "{\"callId\":\"c-1\",\"duration\":61}");
        var connect = house.fire("call-connect", "{\"callId\":\"c-1\"}");
        var start = house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\"}");
        end(connect, end);

        assertThat(start.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.urls())
                .containsExactly(
                        "GET https://crm.test/contacts?phone=1",
                        "POST https://crm.test/logs",
                        "PUT https://crm.test/logs/90");
        assertThat(json(house.requests.get(1)).path("contact").asInt()).isEqualTo(7);
        assertThat(logs.get(90).path("duration").asInt()).isEqualTo(61);
    }

    @Test
    void an_end_whose_beginning_never_comes_runs_alone_and_creates_the_log() {
        var house = open();

        end(house.fire("call-end", "{\"callId\":\"c-1\",\"duration\":61}"));

        assertThat(house.urls()).containsExactly("GET https://crm.test/logs?call=c-1", "POST https://crm.test/logs");
    }

    @Test
    void an_event_older_than_the_state_of_its_call_fetches_nothing() {
        var house = open();
        end(house.fire("call-end", "{\"callId\":\"c-1\",\"duration\":61}"));

        var late = house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\"}");

        assertThat(late.status()).isEqualTo(Execution.Status.NOTHING_TO_DO);
        assertThat(late.reason()).contains("every step was skipped: late: it came after the end of the call");
        assertThat(late.results().get("acme").get("findContact").status()).isEqualTo(Step.Status.SKIPPED);
    }

    @Test
    void a_late_connect_leaves_the_log_of_the_end_alone() {
        var house = open();
        end(house.fire("call-end", "{\"callId\":\"c-1\",\"duration\":61}"));

        end(house.fire("call-connect", "{\"callId\":\"c-1\"}"));

        assertThat(logs).hasSize(1);
        assertThat(logs.get(90).path("status").asText()).isEqualTo("done");
    }

    @Test
    void a_ring_all_to_five_agents_is_one_call_with_one_log() {
        var house = open();
        var legs = IntStream.rangeClosed(1, 5).boxed().toList();
        legs.forEach(leg -> house.fire("call-start", leg(leg, "\"phone\":\"1\"")));
        var connect = house.fire("call-connect", leg(3, "\"agent\":{\"id\":\"u3\"}"));
        end(connect);
        var missed = legs.stream()
                .filter(leg -> leg != 3)
                .map(leg -> house.fire("call-missed", leg(leg, "\"duration\":0")))
                .toList();
        var end = house.fire("call-end", leg(3, "\"duration\":61"));
        end(end);

        assertThat(missed).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(Execution.Status.NOTHING_TO_DO);
            assertThat(answer.reason().orElseThrow()).contains("leg of this call");
        });
        assertThat(logs).hasSize(1);
        assertThat(logs.get(90).path("duration").asInt()).isEqualTo(61);
    }

    @Test
    void a_ring_all_that_nobody_answers_is_missed_once() {
        var house = open();
        IntStream.rangeClosed(1, 3).forEach(leg -> house.fire("call-start", leg(leg, "\"phone\":\"1\"")));

        var first = house.fire("call-missed", leg(1, "\"duration\":0"));
        house.fire("call-missed", leg(2, "\"duration\":0"));
        var last = house.fire("call-missed", leg(3, "\"duration\":0"));
        end(last);

        assertThat(first.status()).isEqualTo(Execution.Status.NOTHING_TO_DO);
        assertThat(logs).hasSize(1);
    }

    private static String leg(int number, String more) {
        return "{\"callId\":\"leg-" + number + "\",\"parentCallId\":\"c-1\"," + more + "}";
    }

    @Test
    void a_transferred_leg_goes_on_with_the_log_of_its_parent() {
        var house = open();
        house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"1\"}");
        end(house.fire("call-connect", "{\"callId\":\"c-1\"}"));
        house.fire("call-transfer", "{\"callId\":\"c-1\",\"transfer\":{\"to\":\"u2\",\"type\":\"warm\"}}");
        house.fire("call-start", "{\"callId\":\"c-2\",\"parentCallId\":\"c-1\",\"phone\":\"1\",\"transfer\":{}}");
        end(house.fire("call-connect", "{\"callId\":\"c-2\",\"parentCallId\":\"c-1\",\"transfer\":{}}"));

        var mine = house.fire("call-end", "{\"callId\":\"c-1\",\"duration\":30}");
        end(house.fire("call-end", "{\"callId\":\"c-2\",\"duration\":61}"));

        assertThat(mine.reason().orElseThrow()).contains("somebody talks on another leg");
        assertThat(logs).hasSize(1);
        assertThat(logs.get(90).path("duration").asInt()).isEqualTo(61);
    }

    @Test
    void two_nodes_that_hear_two_ends_of_one_call_write_one_log() {
        var house = open();
        try (var other = new House(house.store)) {
            other.answering(this::crm).load(CRM);
            IntStream.range(0, 20).forEach(call -> {
                var body = "{\"callId\":\"c-" + call + "\",\"duration\":";
                house.fire("call-end", body + "61}");
                other.fire("call-end", body + "62}");
            });
            House.until(() -> house.store.lanes().waiting() == 0);
        }

        assertThat(logs).hasSize(20);
    }
}
