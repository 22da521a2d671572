package org.patchbay.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.engine.House.reply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.engine.FailingStore.Died;
import org.patchbay.engine.FailingStore.When;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.memory.MemoryStore;

/** What becomes of an event whose process ends while it is being taken, when the caller, who got no answer, sends it again. */
class LossTest {
    private static final String CRM = """
            kind: Template
            name: crm
            endpoints:
              - { name: findContact, type: GetData, trigger: call-start, url: /contacts, result: { id: id } }
              - { name: note, type: PostData, trigger: call-start, delivery: background, url: /notes,
                  idempotencyKey: header.Idempotency-Key }
              - name: pop
                type: PostData
                trigger: call-start
                delivery: background
                url: /pops
                parameters: [{ name: contact, type: body, from: result.findContact.id }]
              - { name: saveLog, type: PostData, trigger: call-end, url: /logs, idempotencyKey: header.Idempotency-Key }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;
    /** Nothing listens to beginnings, so that no end is held back. */
    private static final String ENDS = """
            kind: Template
            name: crm
            endpoints:
              - { name: saveLog, type: PostData, trigger: call-end, url: /logs, idempotencyKey: header.Idempotency-Key }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;

    private static final String END = "{\"callId\":\"c-1\",\"duration\":61}";
    private static final String START = "{\"callId\":\"c-1\"}";

    private final MemoryStore store = new MemoryStore();
    private final Set<String> alive = ConcurrentHashMap.newKeySet();

    @AfterEach
    void closes() {
        store.close();
    }

    private House open() {
        var house = new House(new Nodded(store, "two", alive)).answering(_ -> reply(200, "{\"id\":7}"));
        house.load(CRM);
        return house;
    }

    /** Sends an event to a process that ends when it accepts work. */
    private void dies(When when, String trigger, String body) {
        dies(when, CRM, trigger, body);
    }

    private void dies(When when, String documents, String trigger, String body) {
        try (var house = new House(new Nodded(FailingStore.dying(store, when), "one", alive))) {
            house.answering(_ -> reply(200, "{\"id\":7}")).load(documents);
            assertThatThrownBy(() -> house.fire(trigger, body)).isInstanceOf(Died.class);
        }
    }

    @Test
    void an_event_that_was_noted_and_not_accepted_is_taken_when_it_comes_again() {
        dies(When.BEFORE_KEEPING, "call-end", END);
        assertThat(store.lanes().waiting()).isZero();

        try (var house = open()) {
            house.over(house.fire("call-end", END));
            var thrice = house.fire("call-end", END);

            assertThat(house.urls()).containsExactly("POST https://crm.test/logs");
            assertThat(house.engine.journal().list(Filter.newest(9)))
                    .singleElement()
                    .satisfies(only -> assertThat(only.id()).isEqualTo(thrice.executionId()));
        }
    }

    @Test
    void an_event_that_was_accepted_and_not_answered_is_done_once_when_it_comes_again() {
        dies(When.AFTER_KEEPING, "call-end", END);
        assertThat(store.lanes().waiting()).isEqualTo(1);

        try (var house = open()) {
            House.until(() -> store.lanes().waiting() == 0);
            var again = house.fire("call-end", END);
            House.until(() -> house.engine.isAtRest());

            assertThat(house.urls()).containsExactly("POST https://crm.test/logs");
            assertThat(house.over(again).steps())
                    .as("as they were written by the run that had gone on")
                    .singleElement()
                    .matches(step -> step.request().isPresent());
        }
    }

    @Test
    void the_journal_knows_how_a_job_ended_that_was_under_way_when_its_event_came_again() {
        dies(When.AFTER_KEEPING, ENDS, "call-end", END);
        var goOn = new CountDownLatch(1);
        try (var house = new House(new Nodded(store, "two", alive))) {
            house.answering(_ -> after(goOn)).load(ENDS);
            House.until(() -> !house.requests.isEmpty());

            var again = house.fire("call-end", END);
            goOn.countDown();

            assertThat(house.over(again).status()).isEqualTo(Execution.Status.SUCCEEDED);
            assertThat(house.over(again).steps())
                    .singleElement()
                    .matches(step -> step.request().isPresent());
            assertThat(house.urls()).containsExactly("POST https://crm.test/logs");
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void a_beginning_with_work_in_front_and_behind_does_each_part_once(When when) {
        dies(when, "call-start", START);

        try (var house = open()) {
            var again = house.fire("call-start", START);
            House.until(house.engine::isAtRest);

            House.until(house.engine::isAtRest);

            var keys = house.requests.stream()
                    .flatMap(request -> request.headers().stream())
                    .filter(header -> header.name().equals("Idempotency-Key"))
                    .map(header -> header.value())
                    .toList();
            assertThat(house.urls())
                    .containsExactlyInAnyOrder(
                            "GET https://crm.test/contacts",
                            "POST https://crm.test/notes",
                            "POST https://crm.test/pops");
            assertThat(keys).isEqualTo(List.of(again.executionId() + "-acme-note"));
        }
    }

    @Test
    void an_event_that_another_node_is_at_is_not_taken_by_two() {
        alive.add("one");
        dies(When.BEFORE_KEEPING, "call-end", END);

        try (var house = open()) {
            assertThatThrownBy(() -> house.fire("call-end", END))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage("another node has begun with the same event and is still at it");

            alive.remove("one");
            house.over(house.fire("call-end", END));
            assertThat(house.urls()).hasSize(1);
        }
    }

    @Test
    void an_event_whose_slow_step_goes_on_after_its_answer_stays_with_its_node_however_long_it_takes() {
        var clock = new SettableClock();
        var goOn = new CountDownLatch(1);
        alive.add("one");
        try (var slow = new House(new Nodded(store, "one", alive), clock);
                var other = new House(new Nodded(store, "two", alive), clock)) {
            slow.answering(request -> request.target().equals("/contacts") ? after(goOn) : reply(200, "{}"));
            slow.load(CRM);
            other.load(CRM);
            assertThat(hurried(slow).partial()).isTrue();
            clock.pass(Duration.ofHours(1));

            assertThatThrownBy(() -> hurried(other)).isInstanceOf(StoreUnavailable.class);
            goOn.countDown();
            House.until(() -> slow.urls().contains("POST https://crm.test/pops")
                    || other.urls().contains("POST https://crm.test/pops"));

            assertThat(other.urls()).doesNotContain("GET https://crm.test/contacts");
            assertThat(slow.urls()).contains("GET https://crm.test/contacts");
        }
    }

    @Test
    void what_follows_from_a_late_step_is_done_by_another_process_when_that_of_the_answer_is_gone() {
        var never = new CountDownLatch(1);
        alive.add("one");
        var gone = new House(new Nodded(new Quiet(store), "one", alive));
        gone.answering(request -> request.target().equals("/contacts") ? after(never) : reply(200, "{}"));
        gone.load(CRM);
        assertThat(hurried(gone).partial()).isTrue();

        try (var house = open()) {
            House.until(() -> house.urls().contains("POST https://crm.test/notes"));
            assertThat(house.urls()).doesNotContain("GET https://crm.test/contacts");
            alive.remove("one");
            House.until(() -> house.urls().contains("POST https://crm.test/pops"));

            assertThat(house.urls()).contains("GET https://crm.test/contacts");
            assertThat(house.requests.getLast().body()).asString(UTF_8).contains("\"contact\":7");
        }
    }

    @Test
    void background_work_knows_in_another_process_what_it_builds_on_although_the_journal_was_lost() {
        var quiet = new Quiet(store);
        try (var first = new House(new Nodded(quiet, "one", alive))) {
            first.answering(_ -> reply(200, "{\"id\":7}")).load(CRM);
            first.fire("call-start", START);
        }

        try (var house = open()) {
            House.until(() -> house.urls().contains("POST https://crm.test/pops"));

            assertThat(house.urls()).doesNotContain("GET https://crm.test/contacts");
            assertThat(house.requests.getLast().body()).asString(UTF_8).contains("\"contact\":7");
        }
    }

    /** The answer leaves while its first step is under way. */
    private static Answer hurried(House house) {
        var trigger =
                new Trigger("call-start", "CC-1", House.json(START), Optional.empty(), Optional.empty(), Instant.now());
        return house.engine.fire(trigger, Optional.of(Duration.ofMillis(20)));
    }

    private static Reply after(CountDownLatch latch) {
        try {
            latch.await();
            return reply(200, "{\"id\":7}");
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }
}
