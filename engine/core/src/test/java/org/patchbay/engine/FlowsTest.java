package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;

/** Steps that run beside each other, once per element, or on one record. */
class FlowsTest {
    private static final String ACME = """

            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private static String body(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void steps_that_nothing_ties_run_at_the_same_time() {
        var both = new CyclicBarrier(2);
        house.answering(request -> {
                    meet(both);
                    return reply(200, "{}");
                })
                .load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: one, type: GetData, trigger: call-start, url: /one }
                  - { name: two, type: GetData, trigger: call-start, url: /two }
                """ + ACME);

        var answer = house.fire("call-start", "{\"callId\":\"c-1\"}");

        assertThat(answer.status()).isEqualTo(Execution.Status.SUCCEEDED);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException("the other step did not come", alone);
        }
    }

    private static final String RECIPIENTS = """
            kind: Template
            name: crm
            endpoints:
              - name: tell
                type: PostData
                trigger: news
                url: /tell
                idempotencyKey: header.Idempotency-Key
                each: { in: body.people, max: 3 }
                parameters: [{ name: to, type: body, from: item.phone }]
                result: { id: id }
                retry: { schedule: [1ms, 1ms], within: 1m }
              - name: report
                type: PostData
                trigger: news
                after: tell
                url: /report
                body: { told: { $from: result.tell } }
            """ + ACME;

    @Test
    void a_step_runs_once_per_element_and_leaves_a_list() {
        var ids = new AtomicInteger();
        house.answering(_ -> reply(200, "{\"id\":" + ids.incrementAndGet() + "}"))
                .load(RECIPIENTS);

        house.over(house.fire("news", "{\"people\":[{\"phone\":\"1\"},{\"phone\":\"2\"}]}"));

        assertThat(house.requests.stream().map(FlowsTest::body))
                .containsExactly("{\"to\":\"1\"}", "{\"to\":\"2\"}", "{\"told\":[{\"id\":1},{\"id\":2}]}");
        assertThat(house.requests.stream()
                        .limit(2)
                        .flatMap(request -> request.headers().stream())
                        .filter(header -> header.name().equals("Idempotency-Key"))
                        .map(header -> header.value())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void another_attempt_goes_on_with_the_element_that_failed() {
        var fails = new AtomicInteger(1);
        house.answering(request -> body(request).contains("\"2\"") && fails.getAndDecrement() > 0
                        ? reply(503, "{}")
                        : reply(200, "{\"id\":1}"))
                .load(RECIPIENTS);

        house.over(house.fire("news", "{\"people\":[{\"phone\":\"1\"},{\"phone\":\"2\"},{\"phone\":\"3\"}]}"));

        assertThat(house.requests.stream().map(FlowsTest::body).limit(4))
                .containsExactly("{\"to\":\"1\"}", "{\"to\":\"2\"}", "{\"to\":\"2\"}", "{\"to\":\"3\"}");
    }

    @Test
    void more_elements_than_allowed_are_refused_before_anything_is_sent() {
        house.load(RECIPIENTS);

        var over = house.over(house.fire("news", "{\"people\":[1,2,3,4]}"));

        assertThat(over.steps().getFirst().problem().orElseThrow().message())
                .isEqualTo("`body.people` has 4 elements, more than 3");
        assertThat(house.requests).isEmpty();
    }

    @Test
    void a_list_that_is_missing_skips_only_what_runs_on_it() {
        house.load(RECIPIENTS);

        var over = house.over(house.fire("news", "{}"));

        assertThat(over.steps()).extracting(Step::status).containsOnly(Step.Status.SKIPPED);
    }

    @Test
    void one_contact_is_made_of_many_calls_from_one_phone_that_come_at_once() throws Exception {
        var contacts = new ConcurrentHashMap<String, Integer>();
        var made = new AtomicInteger();
        house.answering(request -> {
                    var phone = request.url().replaceAll(".*[?&]phone=", "");
                    return switch (request.method()) {
                        case GET ->
                            reply(200, contacts.containsKey(phone) ? "{\"items\":[{\"id\":7}]}" : "{\"items\":[]}");
                        case POST -> {
                            contacts.put(body(request).replaceAll("\\D", ""), 7);
                            made.incrementAndGet();
                            yield reply(201, "{\"id\":7}");
                        }
                        default -> reply(204, "");
                    };
                })
                .load("""
                kind: Template
                name: crm
                endpoints:
                  - name: saveContact
                    type: PostData
                    trigger: contact-create
                    url: /contacts
                    parameters: [{ name: phone, type: body }]
                    ensure: { id: id, find: findContact, update: changeContact, lock: body.phone }
                    result: { id: id }
                  - { name: findContact, type: GetData, url: /contacts, parameters: [{ name: phone, type: query }], result: { id: items.0.id } }
                  - { name: changeContact, type: PostData, method: PUT, url: "/contacts/{id}", parameters: [{ name: id, type: path, from: ensure.id }] }
                """ + ACME);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 30)
                    .mapToObj(call -> threads.submit(
                            () -> house.fire("contact-create", "{\"callId\":\"c-" + call + "\",\"phone\":\"84901\"}")))
                    .toList();
            for (var answer : answers) {
                JsonNode data =
                        answer.get().results().get("acme").get("saveContact").data();
                assertThat(data.path("id").asInt()).isEqualTo(7);
            }
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void what_is_late_is_told_as_a_fallback_and_one_budget_is_shared() {
        var never = new CountDownLatch(1);
        house.answering(request -> {
                    if (request.target().equals("/slow")) {
                        House.await(never);
                    }
                    return reply(200, "{\"name\":\"An\"}");
                })
                .load("""
                kind: Template
                name: crm
                budgets: { call-start: { soft: 50ms, hard: 200ms } }
                endpoints:
                  - { name: fast, type: GetData, trigger: call-start, url: /fast, result: { name: name } }
                  - { name: slow, type: GetData, trigger: call-start, url: /slow, result: { name: name } }
                  - { name: afterwards, type: GetData, trigger: call-start, after: slow, url: /afterwards }
                iframe: { title: "{{result.fast.name}}" }
                """ + ACME);

        var answer = house.fire("call-start", "{\"callId\":\"c-1\"}");
        never.countDown();

        assertThat(answer.status()).isEqualTo(Execution.Status.PARTIAL);
        assertThat(answer.partial()).isTrue();
        assertThat(answer.iframe().getFirst().path("title").asText()).isEqualTo("An");
        assertThat(answer.results().get("acme").get("slow").status()).isEqualTo(Step.Status.TIMED_OUT);
    }

    @Test
    void an_old_result_or_the_fallback_stands_in_for_what_does_not_come_in_time() {
        var never = new CountDownLatch(1);
        var slow = new AtomicInteger();
        house.answering(request -> {
                    if (slow.get() > 0 && !request.target().equals("/other")) {
                        House.await(never);
                    }
                    return reply(200, "{\"name\":\"An\"}");
                })
                .load("""
                kind: Template
                name: crm
                budgets: { call-start: { soft: 50ms, hard: 200ms } }
                endpoints:
                  - { name: known, type: GetData, trigger: call-start, url: /known, result: { name: name }, cache: { for: 1ms, stale: 1h } }
                  - { name: unknown, type: GetData, trigger: call-start, url: /unknown, result: { name: name }, fallback: { name: somebody } }
                  - { name: other, type: GetData, trigger: call-start, url: /other }
                iframe: { title: "{{result.known.name}} {{result.unknown.name}}" }
                """ + ACME);
        house.fire("call-start", "{\"callId\":\"c-1\"}");
        slow.set(1);

        var answer = house.fire("call-start", "{\"callId\":\"c-2\"}");
        never.countDown();

        var steps = answer.results().get("acme");
        assertThat(answer.status()).isEqualTo(Execution.Status.PARTIAL);
        assertThat(steps.get("known").status()).isEqualTo(Step.Status.CACHED);
        assertThat(steps.get("unknown").status()).isEqualTo(Step.Status.FALLBACK);
        assertThat(answer.iframe().getFirst().path("title").asText()).isEqualTo("An somebody");
    }

    @Test
    void functions_of_an_integrator_take_the_place_of_those_of_its_template() {
        house.answering(_ -> reply(200, "{\"x\":1}")).load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: one, type: GetData, url: /one, result: { x: x } }
                  - { name: two, type: GetData, url: /two, result: { x: x } }
                  - { name: note, type: PostData, trigger: note, url: /note, parameters: [{ name: x, type: body, from: object.first.x, required: false }] }
                info: { dataFunction: [{ objectName: first, endpoint: one }] }
                ---
                kind: Integrator
                name: acme
                template: crm
                callcenterId: CC-1
                host: crm.test
                info: { dataFunction: [{ objectName: second, endpoint: one }, { objectName: first, endpoint: two }] }
                """);

        house.fire("call-start", "{\"callId\":\"c-1\"}");
        house.over(house.fire("note", "{\"callId\":\"c-1\"}"));

        assertThat(house.urls())
                .containsExactly("GET https://crm.test/one", "GET https://crm.test/two", "POST https://crm.test/note");
        assertThat(body(house.requests.getLast())).isEqualTo("{\"x\":1}");
    }
}
