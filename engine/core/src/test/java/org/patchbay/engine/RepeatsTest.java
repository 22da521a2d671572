package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.Answer.StepAnswer;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Samples;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.memory.MemoryStore;

class RepeatsTest {
    private static final Trigger TRIGGER = new Trigger(
            "call-start", "CC-1", MissingNode.getInstance(), Optional.empty(), Optional.empty(), Instant.EPOCH);

    private static final JsonNode SMALL = JsonNodeFactory.instance.textNode("x");

    private final MemoryStore store = new MemoryStore();
    private final Journalist journal = new Journalist(
            store.journal(), new Accepted(store.letters(), _ -> Optional.empty(), Optional::empty, Instant::now));
    private final Repeats repeats = new Repeats(journal);

    @AfterEach
    void closes() {
        journal.close();
    }

    private static Answer answer(String execution, JsonNode data) {
        var step = new StepAnswer("acme", "find", Step.Status.SUCCEEDED, data, Optional.empty(), Optional.empty());
        return new Answer(
                execution,
                TRIGGER.name(),
                Optional.empty(),
                Execution.Status.SUCCEEDED,
                Optional.empty(),
                Duration.ZERO,
                1,
                false,
                Optional.empty(),
                Map.of("acme", Map.of("find", step)),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private void runs(String execution, JsonNode data) {
        assertThat(repeats.begin(execution)).isTrue();
        repeats.done(execution, answer(execution, data));
        repeats.end(execution);
    }

    private Execution.Status told(String execution) {
        return repeats.answer(execution, TRIGGER, 1).status();
    }

    @Test
    void of_many_who_begin_the_same_at_the_same_time_one_does() throws Exception {
        Callable<Long> begins = () -> IntStream.range(0, 2_000)
                .filter(number -> repeats.begin("e" + number))
                .count();
        var begun = 0L;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var some : threads.invokeAll(Collections.nCopies(8, begins))) {
                begun += some.get();
            }
        }

        assertThat(begun).isEqualTo(2_000);
    }

    @Test
    void who_asks_while_it_is_worked_on_gets_its_answer() {
        repeats.begin("e1");
        var asked = CompletableFuture.supplyAsync(() -> told("e1"));
        repeats.done("e1", answer("e1", SMALL));

        assertThat(asked.join()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(repeats.begin("e1")).isFalse();
    }

    @Test
    void what_was_not_taken_is_told_so_until_its_last_part_is_over_and_may_come_again() {
        repeats.begin("e1");
        repeats.goOn("e1");
        repeats.failed("e1");
        repeats.end("e1");

        assertThat(repeats.isUnderWay("e1")).isTrue();
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> told("e1"));
        repeats.end("e1");
        assertThat(repeats.isUnderWay("e1")).isFalse();
        assertThat(repeats.isKnown("e1", TRIGGER)).isFalse();
        runs("e1", SMALL);
        assertThat(told("e1")).isEqualTo(Execution.Status.SUCCEEDED);
    }

    @Test
    void what_came_to_no_end_at_all_is_not_waited_for() {
        repeats.begin("e1");
        repeats.end("e1");

        assertThat(told("e1")).isEqualTo(Execution.Status.ACCEPTED);
        assertThat(repeats.begin("e1")).isTrue();
    }

    @Test
    void the_oldest_of_many_are_forgotten_and_what_is_under_way_is_not() {
        repeats.begin("first");
        IntStream.range(0, 5_000).forEach(number -> runs("e" + number, SMALL));

        assertThat(told("e4999")).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(told("e904")).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(told("e903")).isEqualTo(Execution.Status.ACCEPTED);
        repeats.done("first", answer("first", SMALL));
        assertThat(told("first")).isEqualTo(Execution.Status.SUCCEEDED);
    }

    @Test
    void answers_take_no_more_than_a_part_of_the_memory() {
        var each = 1 << 20;
        var large = JsonNodeFactory.instance.textNode("x".repeat(each));
        var fit = (int) (Runtime.getRuntime().maxMemory() / 16 / each);
        IntStream.range(0, fit + 10).forEach(number -> runs("e" + number, large));

        assertThat(told("e" + (fit + 9))).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(told("e0")).isEqualTo(Execution.Status.ACCEPTED);
    }

    @Test
    void who_asks_for_one_that_is_written_waits_for_no_other_to_be_written() {
        journal.write("written", 0, () -> Samples.execution("written"));
        journal.awaitWritten();
        var held = new CountDownLatch(1);
        var writing = new CountDownLatch(1);
        journal.write("other", 0, () -> {
            writing.countDown();
            House.await(held);
            return Samples.execution("other");
        });
        House.await(writing);

        try (var log = EverythingLogged.listen()) {
            assertThat(journal.find("written", Optional.empty())).isPresent();

            assertThat(log.text()).doesNotContain("journal.slow");
        }
        held.countDown();
        assertThat(journal.find("other", Optional.empty())).isPresent();
    }

    @Test
    void work_that_waits_does_not_make_an_answer_known() {
        var now = Instant.EPOCH;
        store.lanes().accept(List.of(new Job("job", "job", "waits", "acme", "note", TRIGGER, 1, 0, now, now)));
        journal.write("written", 0, () -> Samples.execution("written"));
        var elsewhere = new Trigger("call-start", "42", TRIGGER.body(), Optional.empty(), Optional.empty(), now);

        assertThat(told("waits")).isEqualTo(Execution.Status.ACCEPTED);
        assertThat(repeats.isKnown("waits", TRIGGER)).isFalse();
        assertThat(repeats.isKnown("written", elsewhere)).isTrue();
    }

    @Test
    void when_somebody_is_forgotten_only_what_is_under_way_is_kept_in_mind() {
        runs("over", SMALL);
        repeats.begin("goes on");
        repeats.done("goes on", answer("goes on", SMALL));
        repeats.forgetTaken();

        assertThat(told("over")).isEqualTo(Execution.Status.ACCEPTED);
        assertThat(told("goes on")).isEqualTo(Execution.Status.SUCCEEDED);
    }
}
