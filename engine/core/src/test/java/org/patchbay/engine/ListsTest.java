package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;
import org.patchbay.spi.TransportFailure;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;
import org.patchbay.store.Store;
import org.patchbay.store.memory.MemoryStore;

/** What is done of a list is not done again, whoever goes on with it and whyever. */
class ListsTest {
    private static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_000);
    static final String THREE = "{\"people\":[\"1\",\"2\",\"3\"]}";

    /** A message that must not be sent twice. */
    static final String GATEWAY = """
            kind: Template
            name: gateway
            endpoints:
              - name: tell
                type: SendSMS
                trigger: news
                url: /tell
                each: { in: body.people }
                parameters: [{ name: to, type: query, from: item }]
                result: { id: id }
                retry: { schedule: [1ms, 1ms], within: 1m }
              - name: report
                type: PostData
                trigger: news
                after: tell
                url: /report
                body: { told: { $from: result.tell } }
            ---
            { kind: Integrator, name: acme, template: gateway, callcenterId: CC-1, host: sms.test }
            """;

    private final Store store = new MemoryStore();
    private final House one = new House(store);
    private final House other = new House(store);
    private final Map<String, String> first = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    private void serve(House house) {
        house.answering(this::answer).load(GATEWAY);
    }

    /** To somebody for whom something is planned, that is what happens the first time; all others get their message. */
    private Reply answer(Request request) {
        var to = to(request);
        return switch (Optional.ofNullable(first.remove(to)).orElse("sent")) {
            case "crowded" -> reply(429, "{}");
            case "refused" -> reply(400, "{}");
            case "fault" -> throw new AssertionError("a fault of the engine");
            case "lost" -> throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection was reset");
            default -> reply(200, "{\"id\":\"m" + to + "\"}");
        };
    }

    static String to(Request request) {
        return request.target().replaceAll(".*to=", "");
    }

    static List<String> told(House house) {
        return house.requests.stream()
                .filter(request -> request.target().startsWith("/tell"))
                .map(ListsTest::to)
                .toList();
    }

    static List<String> reports(House house) {
        return house.requests.stream()
                .filter(request -> request.target().startsWith("/report"))
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static final String ALL_TOLD = "{\"told\":[{\"id\":\"m1\"},{\"id\":\"m2\"},{\"id\":\"m3\"}]}";

    @Test
    void another_node_goes_on_with_the_element_that_has_to_be_tried_again() {
        first.put("2", "crowded");
        serve(one);
        one.answering(request -> {
            var reply = answer(request);
            if (reply.status() == 429) {
                one.engine.drain(Duration.ofMillis(1));
            }
            return reply;
        });

        one.fire("news", THREE);
        House.until(() -> told(one).size() == 2 && store.lanes().nextDue().isPresent());
        serve(other);
        other.engine.wake();
        House.until(() -> !reports(other).isEmpty());

        assertThat(told(one)).containsExactly("1", "2");
        assertThat(told(other)).containsExactly("2", "3");
        assertThat(reports(other)).containsExactly(ALL_TOLD);
    }

    @Test
    void a_server_that_is_to_end_begins_with_no_further_element() {
        var begun = new CountDownLatch(1);
        var ends = new CountDownLatch(1);
        serve(one);
        one.answering(request -> {
            begun.countDown();
            House.await(ends);
            return answer(request);
        });

        one.fire("news", THREE);
        House.await(begun);
        one.engine.drain(Duration.ofMillis(1));
        ends.countDown();
        House.until(() -> store.lanes().nextDue().isPresent());
        serve(other);
        other.engine.wake();
        House.until(() -> !reports(other).isEmpty());

        assertThat(told(one)).containsExactly("1");
        assertThat(told(other)).containsExactly("2", "3");
        assertThat(reports(other)).containsExactly(ALL_TOLD);
    }

    @Test
    void an_element_that_may_have_been_sent_is_not_sent_again_with_those_behind_it() {
        first.put("1", "lost");
        first.put("2", "crowded");
        serve(one);

        one.fire("news", THREE);
        House.until(() -> !letters(Letter.Kind.UNKNOWN).isEmpty());

        assertThat(told(one)).containsExactly("1", "2", "2", "3");
    }

    @Test
    void of_what_somebody_says_did_not_happen_only_that_is_done_which_is_not_done() {
        first.put("2", "lost");
        serve(one);
        var id = one.fire("news", THREE).executionId();
        House.until(() -> !letters(Letter.Kind.UNKNOWN).isEmpty());
        var execution = execution(id);

        assertThat(one.engine.decisions().notDone(execution, Optional.empty())).isEqualTo(1);

        House.until(() -> !reports(one).isEmpty());
        assertThat(told(one)).containsExactly("1", "2", "3", "2");
        assertThat(reports(one)).containsExactly(ALL_TOLD);
    }

    @Test
    void what_may_have_been_sent_is_not_sent_again_with_what_was_refused_behind_it() {
        first.put("1", "lost");
        first.put("3", "refused");
        serve(one);
        var id = one.fire("news", THREE).executionId();
        House.until(() -> !letters(Letter.Kind.UNKNOWN).isEmpty());

        var execution = execution(id);
        one.engine.decisions().done(execution, Optional.empty());
        House.until(() -> !letters(Letter.Kind.DEAD).isEmpty());
        assertThat(told(one)).containsExactly("1", "2", "3");

        one.engine.decisions().replay(ALL, Decisions.On.PINNED);
        House.until(() -> told(one).size() == 4);
        assertThat(told(one)).containsExactly("1", "2", "3", "3");
    }

    @Test
    void what_may_have_been_sent_before_something_is_tried_in_vain_is_not_replayed_with_it() {
        first.put("1", "lost");
        serve(one);
        one.answering(request -> to(request).equals("2") ? reply(429, "{}") : answer(request));

        one.fire("news", THREE);

        House.until(() -> told(one).size() == 4
                && letters(Letter.Kind.UNKNOWN).size()
                                + letters(Letter.Kind.DEAD).size()
                        > 0);
        assertThat(letters(Letter.Kind.DEAD)).isEmpty();
    }

    @Test
    void a_fault_of_the_engine_hides_nothing_of_a_list_from_who_decides() {
        first.put("1", "lost");
        first.put("2", "fault");
        serve(one);
        var id = one.fire("news", THREE).executionId();
        House.until(() -> !letters(Letter.Kind.UNKNOWN).isEmpty());
        var execution = execution(id);

        one.engine.decisions().notDone(execution, Optional.empty());

        House.until(() -> told(one).size() == 5);
        assertThat(told(one)).containsExactly("1", "2", "1", "2", "3");
    }

    @Test
    void of_a_list_whose_answer_was_waited_for_only_that_is_done_which_may_not_have_happened() {
        first.put("2", "lost");
        one.answering(this::answer).load(GATEWAY.replace("    type: SendSMS", "    type: SendSMS\n    delivery: wait"));
        var id = one.fire("news", THREE).executionId();
        House.until(() -> !letters(Letter.Kind.UNKNOWN).isEmpty());
        var execution = execution(id);

        assertThat(one.engine.decisions().notDone(execution, Optional.empty())).isEqualTo(1);

        House.until(() -> letters(Letter.Kind.UNKNOWN).isEmpty() && told(one).size() == 4);
        assertThat(told(one)).containsExactly("1", "2", "3", "2");
    }

    @Test
    void a_dead_letter_that_is_replayed_does_what_of_its_list_was_refused() {
        first.put("2", "refused");
        serve(one);
        var execution = one.over(one.fire("news", THREE));
        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(letters(Letter.Kind.DEAD)).hasSize(1);

        one.engine.decisions().replay(ALL, Decisions.On.PINNED);

        House.until(() ->
                one.store.lanes().waiting() == 0 && letters(Letter.Kind.DEAD).isEmpty());
        assertThat(told(one)).containsExactly("1", "2", "3", "2");
    }

    @Test
    void a_list_that_waits_for_its_next_try_is_not_begun_anew_by_a_replay() {
        first.put("2", "crowded");
        one.answering(this::answer).load(GATEWAY.replace("[1ms, 1ms], within: 1m", "[1h], within: 1d, jitter: none"));
        var id = one.fire("news", THREE).executionId();
        House.until(() -> told(one).size() == 2 && store.lanes().nextDue().isPresent());

        var execution = execution(id);
        assertThat(one.engine.decisions().replay(execution, Decisions.On.PINNED))
                .isZero();

        assertThat(told(one)).containsExactly("1", "2");
        assertThat(store.lanes().results(id, "acme").has("tell#0")).isTrue();
    }

    private Execution execution(String id) {
        return one.engine.decisions().execution(id, Optional.empty()).orElseThrow();
    }

    private List<Letter> letters(Letter.Kind kind) {
        return one.engine
                .decisions()
                .letters(ALL)
                .filter(letter -> letter.kind() == kind)
                .toList();
    }

    @Test
    void a_list_for_which_there_is_not_time_enough_has_not_succeeded() {
        var house = one.answering(request -> {
            var end = System.nanoTime() + Duration.ofMillis(150).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return reply(200, "[]");
        });
        assertThat(house.load("""
                kind: Installation
                budgets: { call-start: 200ms }
                ---
                kind: Template
                name: crm
                endpoints:
                  - name: look
                    type: GetData
                    trigger: call-start
                    timeout: 100ms
                    url: "/look/{to}"
                    each: { in: body.people }
                    parameters: [{ name: to, type: path, from: item }]
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
                """)).isInstanceOf(LoadResult.Accepted.class);

        var answer = house.fire("call-start", "{\"callId\":\"c-1\",\"people\":[\"1\",\"2\",\"3\"]}");

        assertThat(answer.results().get("acme").get("look").status()).isNotEqualTo(Step.Status.SUCCEEDED);
    }
}
