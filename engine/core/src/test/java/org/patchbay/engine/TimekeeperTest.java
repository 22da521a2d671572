package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;
import static org.patchbay.engine.House.until;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Timers.Timer;

class TimekeeperTest {
    private static final Timer TIMER = new Timer("acme", "people", "contacts-sync");

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private static String documents(String times) {
        return """
                kind: Template
                name: bridge
                endpoints:
                  - name: people
                    type: GetData
                    trigger: contacts-sync
                    url: /people
                    sync: { %s items: people.* }
                  - name: others
                    type: GetData
                    trigger: contacts-sync
                    url: /others
                    sync: { items: people.* }
                ---
                { kind: Integrator, name: acme, template: bridge, callcenterId: CC-1, host: crm.test }
                """.formatted(times);
    }

    @Test
    void runs_an_endpoint_again_and_again_and_no_other_one() {
        house.answering(_ -> reply(200, "{\"people\":[]}")).load(documents("every: 1s,"));

        until(() -> house.requests.size() >= 2);

        assertThat(house.urls()).containsOnly("GET https://crm.test/people");
    }

    @Test
    void begins_soon_for_an_integrator_that_is_made_while_it_runs() {
        var template =
                documents("every: 1s,").replaceFirst("(?s)---.*", "").replace("url: /", "url: https://crm.test/");
        house.answering(_ -> reply(200, "{\"people\":[]}")).load(template);

        house.engine.links().make(Wish.of("bridge", "CC-1", Map.of()));

        until(() -> house.urls().contains("GET https://crm.test/people"));
    }

    @Test
    void makes_up_once_for_what_was_due_while_nothing_ran() {
        house.store.timers().move(TIMER, Optional.empty(), Instant.now().minus(Duration.ofDays(3)));

        house.answering(_ -> reply(200, "{\"people\":[]}")).load(documents("every: 1d,"));
        until(() -> !house.requests.isEmpty());

        var next = house.store.timers().due(TIMER).orElseThrow();
        assertThat(next)
                .isBetween(
                        Instant.now().plus(Duration.ofHours(22)), Instant.now().plus(Duration.ofHours(26)));
        assertThat(house.requests).hasSize(1);
    }

    @Test
    void does_not_wait_for_the_end_of_a_longer_interval() {
        house.store.timers().move(TIMER, Optional.empty(), Instant.now().plus(Duration.ofDays(300)));

        house.answering(_ -> reply(200, "{\"people\":[]}")).load(documents("every: 1s,"));

        until(() -> !house.requests.isEmpty());
    }

    @Test
    void begins_no_synchronization_while_one_is_under_way() {
        var slow = new CountDownLatch(1);
        house.answering(_ -> {
                    await(slow);
                    return reply(200, "{\"people\":[]}");
                })
                .load(documents("every: 1s,"));
        until(() -> !house.requests.isEmpty());

        var due = house.store.timers().due(TIMER).orElseThrow();
        until(() -> !house.store.timers().due(TIMER).orElseThrow().equals(due));
        var waiting = house.store.lanes().waiting();
        slow.countDown();

        assertThat(waiting).isEqualTo(1);
        assertThat(house.requests).hasSize(1);
    }

    @Test
    void leaves_an_integrator_alone_that_was_disabled() {
        house.store.fields().setState("acme", Optional.of(new State("disabled", "gone")));
        house.load(documents("every: 1s,"));

        until(() -> house.store.timers().due(TIMER).isPresent());
        var due = house.store.timers().due(TIMER).orElseThrow();
        until(() -> !house.store.timers().due(TIMER).orElseThrow().equals(due));

        assertThat(house.requests).isEmpty();
    }

    @Test
    void spreads_the_times_within_a_tenth_of_the_interval() {
        house.load(documents("every: 10h,"));
        var alarm = Alarm.of(house.engine.live().orElseThrow()).getFirst();
        var now = Instant.parse("2026-01-01T00:00:00Z");
        var random = new Random(5);

        var times = random.ints(1_000)
                .mapToObj(_ -> Duration.between(now, alarm.after(now, random)).toMinutes())
                .toList();

        assertThat(times).allSatisfy(minutes -> assertThat(minutes).isBetween(570L, 630L));
        assertThat(times.stream().distinct().count()).isGreaterThan(50);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
