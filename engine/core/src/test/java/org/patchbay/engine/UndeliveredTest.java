package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Step;
import org.patchbay.spi.TransportFailure;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;
import org.patchbay.store.Outdated;

/** What becomes of background work that does not end well. */
class UndeliveredTest extends CallNotes {
    private static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_000);

    private List<Letter> letters(Letter.Kind kind) {
        return house.engine
                .decisions()
                .letters(ALL)
                .filter(letter -> letter.kind() == kind)
                .toList();
    }

    @Test
    void what_the_partner_refuses_becomes_a_dead_letter_after_exactly_one_try() {
        house.answering(_ -> reply(400, "{\"error\":\"no such call\"}")).load(crm(""));

        var execution = ended("c-1");

        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(house.requests).hasSize(1);
        assertThat(letters(Letter.Kind.DEAD)).singleElement().satisfies(letter -> {
            assertThat(letter.job().execution()).isEqualTo(execution.id());
            assertThat(letter.job().revision()).isEqualTo(1);
            assertThat(letter.reason()).isNotEmpty();
        });
    }

    /** A process that is killed loses what was to be written into the journal last. */
    @Test
    void a_letter_of_which_the_journal_has_lost_the_execution_is_listed_and_decided_about_like_any_other() {
        house.answering(_ -> reply(400, "{}")).load(crm("idempotencyKey: header.Idempotency-Key"));
        var execution = ended("c-1");
        var failure = execution.steps().getLast().problem().orElseThrow();
        house.store.journal().forget(Outdated.before(Instant.MAX));
        house.answering(_ -> reply(201, "{}"));

        var found = house.engine.decisions().execution(execution.id(), Optional.of("CC-1"));

        assertThat(house.engine.decisions().executions(ALL)).containsExactly(found.orElseThrow());
        assertThat(house.engine.decisions().execution(execution.id(), Optional.of("CC-2")))
                .isEmpty();
        assertThat(found.orElseThrow()).satisfies(told -> {
            assertThat(told.status()).isEqualTo(Execution.Status.FAILED);
            assertThat(told.callId()).contains("c-1");
            assertThat(told.body()).isEqualTo(execution.body());
            assertThat(told.steps()).singleElement().satisfies(step -> {
                assertThat(step.endpoint()).isEqualTo("note");
                assertThat(step.status()).isEqualTo(Step.Status.FAILED);
                assertThat(step.problem().orElseThrow())
                        .extracting(Failure::code, Failure::message)
                        .containsExactly(failure.code(), failure.message());
            });
        });
        assertThat(house.engine.decisions().replay(found.orElseThrow(), Decisions.On.PINNED))
                .isEqualTo(1);
        House.until(() -> letters(Letter.Kind.DEAD).isEmpty() && house.requests.size() == 2);
    }

    @Test
    void a_letter_tells_how_a_step_has_ended_that_the_journal_knows_as_waiting() {
        house.answering(_ -> reply(400, "{}")).load(crm(""));
        var execution = ended("c-1");
        house.store
                .journal()
                .append(execution.with(
                        Execution.Status.ACCEPTED,
                        execution.steps().stream()
                                .map(step -> step.as(Step.Status.RETRYING))
                                .toList()));

        var found = house.engine.decisions().execution(execution.id(), Optional.empty());

        assertThat(found.orElseThrow().status()).isEqualTo(Execution.Status.FAILED);
        assertThat(found.orElseThrow().steps())
                .extracting(Step::status)
                .containsExactly(Step.Status.RETRYING, Step.Status.FAILED);
    }

    @Test
    void a_dead_letter_is_replayed_under_the_same_key() {
        var up = new AtomicInteger();
        house.answering(_ -> reply(up.get() == 0 ? 400 : 201, "{}"));
        house.load(crm("idempotencyKey: header.Idempotency-Key"));
        var execution = ended("c-1");
        up.set(1);

        assertThat(house.engine.decisions().replay(execution, Decisions.On.PINNED))
                .isEqualTo(1);

        House.until(() -> find(execution).status() == Execution.Status.SUCCEEDED);
        assertThat(letters(Letter.Kind.DEAD)).isEmpty();
        assertThat(house.requests)
                .extracting(request -> request.header("Idempotency-Key").orElse(""))
                .hasSize(2)
                .containsOnly(execution.id() + "-acme-note");
        assertThat(find(execution).steps())
                .extracting(Step::status)
                .containsExactly(Step.Status.FAILED, Step.Status.SUCCEEDED);
    }

    @Test
    void a_dead_letter_is_replayed_on_the_revision_that_mends_it() {
        house.answering(request -> reply(request.target().equals("/notes") ? 400 : 201, "{}"));
        house.load(crm(""));
        var execution = ended("c-1");
        house.load(crm("").replace("/notes", "/v2/notes"));

        house.engine.decisions().replay(ALL, new Decisions.On(OptionalLong.of(2)));

        House.until(() -> find(execution).status() == Execution.Status.SUCCEEDED);
        assertThat(house.urls()).containsExactly("POST https://crm.test/notes", "POST https://crm.test/v2/notes");
    }

    @Test
    void what_may_have_happened_is_not_sent_again_and_holds_up_its_call_until_somebody_decides() {
        house.answering(_ -> {
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection was reset");
        });
        house.load(crm(""));
        var first = ended("c-1");
        house.answering(_ -> reply(201, "{}"));
        var second = house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"2\"}");

        assertThat(ended("c-2").status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.requests).hasSize(2);
        assertThat(letters(Letter.Kind.UNKNOWN))
                .singleElement()
                .satisfies(letter -> assertThat(letter.heldUntil()).isPresent());

        assertThat(house.engine.decisions().done(first, Optional.empty())).isEqualTo(1);
        assertThat(house.over(second).status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.requests).hasSize(3);
        House.until(() -> find(first).status() == Execution.Status.SUCCEEDED);
        assertThat(find(first).steps()).extracting(Step::status).containsExactly(Step.Status.ALREADY_DONE);
    }

    @Test
    void what_somebody_says_did_not_happen_is_sent_again_before_what_waits_behind_it() {
        house.answering(_ -> {
            throw new TransportFailure(TransportFailure.Kind.TIMEOUT, "no answer in time");
        });
        house.load(crm("parameters: [{ name: note, type: query }]"));
        var first = house.over(house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"1\"}"));
        house.answering(_ -> reply(201, "{}"));
        var second = house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"2\"}");

        assertThat(house.engine.decisions().notDone(first, Optional.empty())).isEqualTo(1);

        house.over(second);
        House.until(() -> find(first).status() == Execution.Status.SUCCEEDED);
        assertThat(house.requests).extracting(CallNotes::note).containsExactly("1", "1", "2");
    }

    @Test
    void a_check_tells_that_it_did_happen() {
        house.answering(request -> {
            if (request.target().startsWith("/find")) {
                return reply(200, "{\"id\":7}");
            }
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection was reset");
        });
        house.load(crm("check: find").replace("---", "  - { name: find, type: GetData, url: /find }\n---"));

        var execution = ended("c-1");

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.urls()).containsExactly("POST https://crm.test/notes", "GET https://crm.test/find");
        assertThat(letters(Letter.Kind.UNKNOWN)).isEmpty();
    }

    @Test
    void a_check_tells_that_it_did_not_happen_and_it_is_sent_again() {
        var tries = new AtomicInteger();
        house.answering(request -> {
            if (request.target().startsWith("/find")) {
                return reply(404, "{}");
            }
            if (tries.incrementAndGet() == 1) {
                throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection was reset");
            }
            return reply(201, "{}");
        });
        house.load(crm("check: find\nretry: { schedule: [1ms], within: 1m }")
                .replace("---", "  - { name: find, type: GetData, url: /find }\n---"));

        assertThat(ended("c-1").status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(tries).hasValue(2);
    }

    @Test
    void a_partner_that_asks_to_be_left_alone_is_left_alone_by_all_work_of_that_tenant() {
        house.answering(_ -> busy("3600")).load(crm(""));

        house.fire("call-end", "{\"callId\":\"c-1\"}");
        House.until(() -> !house.engine.leftAlone().destinations().isEmpty());
        house.fire("call-end", "{\"callId\":\"c-2\"}");
        House.until(() -> house.store.lanes().waiting() == 2
                && house.store.lanes().nextDue().isPresent());

        assertThat(house.requests).hasSize(1);
        assertThat(house.engine.leftAlone().destinations()).containsExactly("acme at crm.test");
    }

    private static Reply busy(String seconds) {
        return new Reply(429, List.of(new Pair("Retry-After", seconds)), new byte[0]);
    }
}
