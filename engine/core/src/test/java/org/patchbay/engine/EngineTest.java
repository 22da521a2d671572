package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.patchbay.engine.House.reply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;

class EngineTest {
    private static final String CRM = """
            kind: Template
            name: crm
            parameters:
              - { name: apiKey, type: header, key: X-Api-Key, secret: true }
            endpoints:
              - name: findContact
                type: GetData
                trigger: call-start
                url: /contacts
                parameters: [apiKey, { name: phone, type: query, format: e164 }]
                result: { id: items.0.id, name: items.0.name }
                remember: { contactId: id }
              - name: openTickets
                type: GetData
                trigger: call-start
                url: /tickets
                parameters: [apiKey, { name: contact, type: query, from: result.findContact.id }]
                result: { tickets: "*" }
              - name: preLog
                type: PostData
                trigger: call-connect
                url: /logs
                parameters: [apiKey, { name: call, type: body, from: body.callId }]
                result: { logId: id }
                remember: [logId]
              - name: updateLog
                type: PostData
                method: PUT
                trigger: call-end
                when: { call.logId: present }
                url: "/logs/{logId}"
                parameters: [apiKey, { name: logId, type: path, from: call.logId }, { name: duration, type: body }]
                retry: { schedule: [1ms, 1ms], within: 1m }
              - name: createLog
                type: PostData
                trigger: call-end
                when: { call.logId: absent }
                url: /logs
                parameters: [apiKey, { name: duration, type: body }]
            iframe:
              title: "{{result.findContact.name}}"
              link: { label: Open, url: "https://{{integrator.host}}/c/{{result.findContact.id}}" }
              list: { of: result.openTickets.tickets, item: "#{{item.id}}" }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, country: VN, fields: { apiKey: K1 } }
            """;

    private static final String NOTES = """
            ---
            kind: Template
            name: notes
            endpoints:
              - { name: note, type: PostData, trigger: call-connect, url: /notes, parameters: [{ name: text, type: body }] }
            ---
            { kind: Integrator, name: beta, template: notes, callcenterId: CC-1, host: notes.test }
            """;

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private static Reply crm(Request request) {
        return switch (request.target().replaceAll("\\?.*", "")) {
            case "/contacts" -> reply(200, "{\"items\":[{\"id\":7,\"name\":\"Nguyen Van An\"}]}");
            case "/tickets" -> reply(200, "[{\"id\":31}]");
            case "/logs" -> reply(201, "{\"id\":90}");
            default -> reply(204, "");
        };
    }

    @Test
    void a_known_caller_is_answered_with_a_card_and_the_results_of_every_step() {
        house.answering(EngineTest::crm).load(CRM);

        var answer = house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"0901234567\"}");

        assertThat(answer.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.urls())
                .containsExactly(
                        "GET https://crm.test/contacts?phone=%2B84901234567", "GET https://crm.test/tickets?contact=7");
        assertThat(answer.iframe().getFirst().path("title").asText()).isEqualTo("Nguyen Van An");
        assertThat(answer.iframe().getFirst().path("list").path("items").path(0).asText())
                .isEqualTo("#31");
        assertThat(answer.pop().orElseThrow().path("url").asText()).isEqualTo("https://crm.test/c/7");
        assertThat(answer.results()
                        .get("acme")
                        .get("findContact")
                        .data()
                        .path("id")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void what_a_step_remembers_is_read_by_a_later_trigger_of_the_same_call() {
        house.answering(EngineTest::crm).load(CRM);

        var connected = house.over(house.fire("call-connect", "{\"callId\":\"c-1\"}"));
        var ended = house.over(house.fire("call-end", "{\"callId\":\"c-1\",\"duration\":61}"));

        assertThat(connected.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.urls()).containsExactly("POST https://crm.test/logs", "PUT https://crm.test/logs/90");
        assertThat(ended.steps())
                .filteredOn(step -> step.status() == Step.Status.SKIPPED)
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).contains("call.logId"));
    }

    @Test
    void events_of_one_call_keep_their_order_even_while_the_first_is_slow() throws Exception {
        var slow = new CountDownLatch(1);
        house.answering(request -> {
            if (request.target().equals("/logs")) {
                await(slow);
            }
            return crm(request);
        });
        house.load(CRM);

        var connect = house.fire("call-connect", "{\"callId\":\"c-1\"}");
        var end = house.fire("call-end", "{\"callId\":\"c-1\",\"duration\":5}");
        slow.countDown();

        assertThat(connect.status()).isEqualTo(Execution.Status.ACCEPTED);
        assertThat(house.over(end).status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.urls()).containsExactly("POST https://crm.test/logs", "PUT https://crm.test/logs/90");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void background_work_that_fails_is_tried_again_and_every_try_is_in_the_journal() {
        var tries = new AtomicInteger();
        house.answering(request ->
                request.target().equals("/logs/90") && tries.incrementAndGet() < 3 ? reply(503, "{}") : crm(request));
        house.load(CRM);

        house.over(house.fire("call-connect", "{\"callId\":\"c-1\"}"));
        var ended = house.over(house.fire("call-end", "{\"callId\":\"c-1\",\"duration\":61}"));

        assertThat(ended.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(ended.steps().stream()
                        .filter(step -> step.endpoint().equals("updateLog"))
                        .map(Step::status))
                .containsExactly(Step.Status.RETRYING, Step.Status.RETRYING, Step.Status.SUCCEEDED);
    }

    @Test
    void a_tenant_without_a_listening_endpoint_is_told_why_nothing_was_done() {
        house.load(CRM);

        var answer = house.fire("sms-send", "{\"to\":\"1\"}");

        assertThat(answer.status()).isEqualTo(Execution.Status.NOTHING_TO_DO);
        assertThat(answer.reason()).contains("no endpoint listens to sms-send");
    }

    @Test
    void a_missing_required_value_is_refused_before_any_traffic() {
        house.load(CRM);

        var answer = house.fire("call-start", "{\"callId\":\"c-1\"}");

        assertThat(answer.status()).isEqualTo(Execution.Status.REJECTED);
        assertThat(answer.refusals().getFirst().problem().orElseThrow().input()).contains("phone");
        assertThat(house.requests).isEmpty();
    }

    @Test
    void a_refusal_beside_work_that_goes_on_is_a_part_of_what_comes_of_it() {
        var slow = new CountDownLatch(1);
        house.answering(request -> {
            await(slow);
            return crm(request);
        });
        house.load(CRM + NOTES);

        var answer = house.fire("call-connect", "{\"callId\":\"c-1\"}");
        var id = answer.executionId();
        House.until(() -> house.engine.journal().find(id, Optional.empty()).stream()
                .anyMatch(execution -> execution.status() != Execution.Status.ACCEPTED));

        assertThat(house.engine
                        .journal()
                        .find(id, Optional.empty())
                        .orElseThrow()
                        .status())
                .isEqualTo(Execution.Status.PARTIAL);
        slow.countDown();
        assertThat(house.over(answer).status()).isEqualTo(Execution.Status.PARTIAL);
        assertThat(house.urls()).containsExactly("POST https://crm.test/logs");
    }

    @Test
    void a_broken_configuration_is_refused_and_the_old_one_goes_on() {
        house.answering(EngineTest::crm).load(CRM);

        var refused = house.load(CRM.replace("call-end", "call-endd"));

        assertThat(refused).isInstanceOfSatisfying(LoadResult.Refused.class, result -> {
            assertThat(result.serving()).isEqualTo(1);
            assertThat(result.findings()).isNotEmpty();
        });
        assertThat(house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"0901234567\"}")
                        .revision())
                .isEqualTo(1);
    }

    @Test
    void the_same_documents_are_no_new_revision_and_a_stale_expectation_is_refused() {
        house.load(CRM);

        assertThat(house.load(CRM)).isInstanceOf(LoadResult.Unchanged.class);
        assertThat(house.engine.load(Map.of("a.yaml", CRM), "test", Optional.of(9L)))
                .isInstanceOf(LoadResult.Stale.class);
    }

    @Test
    void a_restart_with_broken_documents_serves_the_last_good_revision() {
        house.answering(EngineTest::crm).load(CRM);
        var tools = new Tools(
                house.store, (_, _) -> (request, _) -> crm(request), List.of(), InstantSource.system(), new Random(1));
        try (var restarted = new Engine(tools)) {
            var refused = restarted.load(Map.of("config.yaml", "kind: Templat"), "test", Optional.empty());
            var resumed = restarted.resume();

            assertThat(refused).isInstanceOf(LoadResult.Refused.class);
            assertThat(resumed.orElseThrow().number()).isEqualTo(1);
        }
    }

    @Test
    void secrets_are_masked_in_everything_that_the_journal_keeps() {
        house.answering(request -> reply(
                200,
                "{\"items\":[{\"id\":7,\"name\":\"echo "
                        + request.header("X-Api-Key").orElse("") + "-secret\"}]}"));
        house.load(CRM.replace("apiKey: K1", "apiKey: canary-8c1f"));

        var execution = house.over(house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"0901234567\"}"));

        assertThat(execution.toString()).doesNotContain("canary-8c1f");
    }

    @Test
    void a_trigger_before_the_first_revision_is_refused() {
        var trigger = new Trigger(
                "call-start",
                "CC-1",
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                Instant.now());

        assertThat(catchThrowable(() -> house.engine.fire(trigger, Optional.empty())))
                .isInstanceOf(Engine.NotReady.class);
    }
}
