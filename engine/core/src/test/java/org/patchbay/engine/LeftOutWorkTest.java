package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.CallFile.Obstacle;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Integrators.Kept;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;
import org.patchbay.store.memory.MemoryStore;

/** What was accepted for an integrator that does not run now waits until it runs again or is removed. */
class LeftOutWorkTest {
    private static final String CRM = """
            kind: Template
            name: crm
            parameters:
              - { name: key, type: header, key: X-Key }
            endpoints:
              - { name: note, type: PostData, trigger: call-end, url: /notes, parameters: [key] }
            """;
    private static final String LENIENT = CRM.replace("{ name: key,", "{ name: key, required: false,");
    private static final Duration A_WHILE = Duration.ofMinutes(6);

    private final SettableClock clock = new SettableClock();
    private final MemoryStore store = new MemoryStore();
    private final House house = new House(store, clock);

    /** An integrator lacks a field that this version wants, as those documents do that were accepted last. */
    @BeforeEach
    void begins_without_it() {
        try (var before = new House(store, clock)) {
            before.load(CRM);
        }
        var content = JsonNodeFactory.instance
                .objectNode()
                .put("name", "old")
                .put("template", "crm")
                .put("callcenterId", "CC-1")
                .put("host", "crm.test");
        store.integrators().add(new Kept("old", content, Optional.empty(), 1, clock.instant()));
        assertThat(house.load(CRM + "# changed\n")).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void closes() {
        house.close();
    }

    private Job job(Duration ago) {
        var since = clock.instant().minus(ago);
        var body = House.json("{\"callId\":\"c-1\"}");
        var trigger = new Trigger("call-end", "CC-1", body, Optional.of("old"), Optional.empty(), since);
        return new Job("x-old-note", "x", "x", "old", "note", trigger, 2, 0, since, since);
    }

    private Job acceptedAndLookedAt(Job job) {
        store.lanes().accept(List.of(job));
        return lookedAt();
    }

    private Job lookedAt() {
        house.engine.wake();
        House.until(() -> letter().isPresent() || waiting().due().isAfter(clock.instant()));
        assertThat(letter()).isEmpty();
        return waiting();
    }

    private Job waiting() {
        return store.letters().waiting("x").stream().findFirst().orElseGet(() -> job(Duration.ZERO));
    }

    private Optional<Letter> letter() {
        return store.letters().find("x-old-note");
    }

    private void passes(Duration time) {
        clock.pass(time);
        house.engine.wake();
    }

    @Test
    void it_uses_up_no_try_and_is_done_when_its_integrator_runs_again() {
        var waiting = acceptedAndLookedAt(job(Duration.ZERO));
        assertThat(waiting.attempts()).isZero();

        house.load(LENIENT);
        passes(A_WHILE);

        House.until(() -> store.lanes().waiting() == 0);
        assertThat(house.urls()).containsExactly("POST https://crm.test/notes");
        assertThat(letter()).isEmpty();
    }

    @Test
    void its_body_is_told_as_long_as_the_journal_would_keep_it() {
        acceptedAndLookedAt(job(Duration.ZERO));
        assertThat(body()).isEqualTo(House.json("{\"callId\":\"c-1\"}"));

        clock.pass(Duration.ofDays(8));

        assertThat(body()).isEmpty();
    }

    private JsonNode body() {
        return house.engine.journal().find("x", Optional.empty()).orElseThrow().body();
    }

    @Test
    void it_is_a_dead_letter_when_its_integrator_is_removed() {
        acceptedAndLookedAt(job(Duration.ZERO));

        house.engine.links().discard("old");
        passes(A_WHILE);

        House.until(() -> letter().isPresent());
        assertThat(letter()).map(Letter::kind).contains(Letter.Kind.DEAD);
        assertThat(house.requests).isEmpty();
    }

    @Test
    void what_may_have_left_before_is_not_sent_when_its_integrator_runs_again() {
        store.lanes().acceptBegun(List.of(job(Duration.ZERO)), List.of());
        lookedAt();

        house.load(LENIENT);
        passes(A_WHILE);

        House.until(() -> letter().isPresent());
        assertThat(letter()).map(Letter::kind).contains(Letter.Kind.UNKNOWN);
        assertThat(house.requests).isEmpty();
    }

    @Test
    void what_waits_long_is_looked_at_seldom() {
        assertThat(pause(Duration.ZERO)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(pause(Duration.ofHours(1))).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    private Duration pause(Duration waited) {
        var due = acceptedAndLookedAt(job(waited)).due();
        assertThat(store.letters().cancel("x-old-note")).isTrue();
        return Duration.between(clock.instant(), due);
    }

    @Test
    void it_says_what_is_wrong_with_its_integrator() {
        var job = acceptedAndLookedAt(job(Duration.ZERO));
        store.journal().append(Execution.accepted(job.execution(), job.trigger(), job.revision()));

        var file = new CallFiles(house.engine).find("CC-1", "c-1").orElseThrow();

        assertThat(file.pending())
                .singleElement()
                .satisfies(pending -> assertThat(pending.obstacle())
                        .hasValueSatisfying(obstacle -> assertThat(obstacle)
                                .isInstanceOfSatisfying(
                                        Obstacle.LeftOut.class,
                                        out -> assertThat(out.why()).contains("key"))));
        house.load(LENIENT);
        assertThat(new CallFiles(house.engine).find("CC-1", "c-1").orElseThrow().pending())
                .singleElement()
                .satisfies(pending -> assertThat(pending.obstacle()).isEmpty());
    }
}
