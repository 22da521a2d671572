package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.FailingStore.When;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;
import org.patchbay.store.memory.MemoryStore;

/** A store that is away for a moment while a job is begun. */
class AwayTest {
    private static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_000);

    private final SettableClock clock = new SettableClock();

    private House fired(String lost, When when, String endpoint) {
        var house = new House(FailingStore.losing(lost, new MemoryStore(), when), clock);
        house.load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: note, type: PostData, trigger: sms-received, url: /notes%s }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
                """.formatted(endpoint));
        var trigger = new Trigger(
                "sms-received", "CC-1", House.json("{}"), Optional.empty(), Optional.empty(), clock.instant());
        house.engine.fire(trigger, Optional.empty());
        House.until(() ->
                house.store.letters().waiting(ALL).anyMatch(job -> job.due().isAfter(clock.instant())));
        return house;
    }

    private void passes(House house) {
        clock.pass(Duration.ofSeconds(5));
        house.engine.wake();
        House.until(house.engine::isAtRest);
    }

    @Test
    void it_uses_up_no_try_and_what_waits_is_done_when_it_is_back() {
        try (var house = fired("holds", When.BEFORE_KEEPING, ", idempotencyKey: header.Idempotency-Key")) {
            assertThat(house.store.letters().waiting(ALL))
                    .extracting(Job::attempts)
                    .containsExactly(0);
            assertThat(house.requests).isEmpty();

            passes(house);

            assertThat(house.requests).hasSize(1);
            assertThat(house.store.letters().list(ALL)).isEmpty();
        }
    }

    @Test
    void what_may_have_begun_meanwhile_is_not_begun_a_second_time() {
        try (var house = fired("begin", When.AFTER_KEEPING, "")) {
            passes(house);

            assertThat(house.requests).isEmpty();
            assertThat(house.store.letters().list(ALL)).singleElement().satisfies(letter -> {
                assertThat(letter.kind()).isEqualTo(Letter.Kind.UNKNOWN);
                assertThat(letter.reason()).contains("nobody has heard");
            });
        }
    }
}
