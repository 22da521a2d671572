package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.spi.TransportFailure;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letters.Filter;

/** How much background work a destination gets, and when it is left alone; on a clock that is moved by hand. */
class PacingTest {
    private static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_000);

    /** More often than a breaker bears failures. */
    private static final int CROWDED = 15;

    private final SettableClock clock = new SettableClock();
    private final House house = new House(clock);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);

    @AfterEach
    void close() {
        answers.release(1_000);
        house.close();
    }

    private void load(String integrator, String endpoint) {
        house.load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: note, type: PostData, trigger: sms-received, url: /notes%s }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test%s }
                ---
                { kind: Integrator, name: beta, template: crm, callcenterId: CC-2, host: crm.test }
                """.formatted(endpoint, integrator));
    }

    private void fire(String callCentre, int times) {
        for (var number = 0; number < times; number++) {
            house.engine.fire(
                    new Trigger(
                            "sms-received",
                            callCentre,
                            House.json("{}"),
                            Optional.empty(),
                            Optional.empty(),
                            clock.instant()),
                    Optional.empty());
        }
    }

    private void passes(Duration time) {
        clock.pass(time);
        house.engine.wake();
    }

    /** Everything that waits has been put off beyond now. */
    private boolean allPutOff(int jobs) {
        var waiting = house.store.letters().waiting(ALL).toList();
        return waiting.size() == jobs
                && waiting.stream().allMatch(job -> job.due().isAfter(clock.instant()));
    }

    private Reply one(Request request) {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        answers.acquireUninterruptibly();
        underWay.decrementAndGet();
        return reply(200, "{}");
    }

    @Test
    void an_integrator_is_sent_so_many_requests_a_second_and_the_rest_waits_without_a_try() {
        load(", rate: { perSecond: 1 }", "");
        fire("CC-1", 4);
        fire("CC-2", 4);

        House.until(() -> house.requests.size() == 5 && allPutOff(3));
        assertThat(house.store.letters().waiting(ALL)).extracting(Job::attempts).containsOnly(0);
        for (var sent = 6; sent <= 8; sent++) {
            passes(Duration.ofSeconds(1));
            var now = sent;
            House.until(() -> house.requests.size() == now && allPutOff(8 - now));
        }
    }

    @Test
    void nobody_waits_for_the_turns_of_what_was_dropped() {
        load(", rate: { perSecond: 1 }", "");
        fire("CC-1", 50);
        House.until(() -> house.requests.size() == 1 && allPutOff(49));

        assertThat(house.engine.decisions().cancel(ALL)).isEqualTo(49);
        fire("CC-1", 3);

        House.until(() -> allPutOff(3));
        for (var sent = 2; sent <= 4; sent++) {
            passes(Duration.ofSeconds(1));
            var now = sent;
            House.until(() -> house.requests.size() == now && allPutOff(4 - now));
        }
    }

    @Test
    void what_has_waited_for_a_partner_that_was_left_alone_keeps_to_its_rate_afterwards() {
        house.answering(_ -> new Reply(429, List.of(new Pair("Retry-After", "10")), new byte[0]));
        load(", rate: { perSecond: 1 }", "");
        fire("CC-1", 5);
        House.until(() -> house.requests.size() == 1 && allPutOff(5));
        passes(Duration.ofSeconds(5));
        House.until(() -> allPutOff(5));

        house.answering(_ -> reply(200, "{}"));
        passes(Duration.ofSeconds(6));

        for (var sent = 2; sent <= 6; sent++) {
            var now = sent;
            House.until(() -> house.requests.size() >= now && allPutOff(6 - house.requests.size()));
            assertThat(house.requests).hasSize(now);
            passes(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoever_finds_no_place_takes_no_turn_from_those_who_could_go() {
        house.answering(this::one);
        load("", ", rate: { perSecond: 1, concurrent: 1 }");
        fire("CC-1", 4);
        House.until(() -> underWay.get() == 1 && putOff() == 3);
        for (var second = 1; second <= 10; second++) {
            passes(Duration.ofSeconds(1));
            House.until(() -> putOff() == 3);
        }

        answers.release();
        House.until(() -> house.store.letters().waiting(ALL).count() == 3);
        passes(Duration.ofMillis(500));

        House.until(() -> underWay.get() == 1 || allPutOff(3));
        assertThat(house.requests).hasSize(2);
    }

    @Test
    void an_endpoint_has_no_more_requests_under_way_than_it_may() {
        house.answering(this::one);
        load("", ", rate: { concurrent: 2 }");
        fire("CC-1", 6);

        House.until(() -> underWay.get() == 2
                && house.store
                                .letters()
                                .waiting(ALL)
                                .filter(job -> job.due().isAfter(clock.instant()))
                                .count()
                        == 4);
        answers.release(6);
        House.until(() -> {
            passes(Duration.ofMillis(100));
            return house.engine.isAtRest();
        });

        assertThat(house.requests).hasSize(6);
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void a_partner_that_fails_again_and_again_is_left_alone_and_no_work_loses_a_try_by_it() {
        house.answering(request -> reply(500, "{}"));
        load("", ", retry: { schedule: [1h], within: 9d }, idempotent: true");
        for (var failed = 1; failed <= 10; failed++) {
            var number = failed;
            fire("CC-1", 1);
            House.until(() -> house.requests.size() == number && allPutOff(number));
        }
        assertThat(house.engine.leftAlone().destinations()).containsExactly("acme at crm.test");
        assertThat(house.engine.leftAlone().hosts("acme")).containsExactly("crm.test");
        assertThat(house.engine.leftAlone().hosts("beta")).isEmpty();

        fire("CC-1", 3);
        House.until(() -> allPutOff(13));
        assertThat(house.requests).hasSize(10);
        assertThat(untried()).hasSize(3);
        fire("CC-2", 1);
        House.until(() -> house.requests.size() == 11 && allPutOff(14));

        house.answering(this::one);
        passes(Duration.ofSeconds(6));
        House.until(() -> underWay.get() == 1 && untried().size() == 3 && putOff() == 13);
        assertThat(house.requests).hasSize(12);
        answers.release(100);
        House.until(() -> {
            passes(Duration.ofMillis(500));
            return untried().isEmpty();
        });
        assertThat(house.engine.leftAlone().destinations()).isEmpty();
    }

    private static List<String> told(EverythingLogged log) {
        return log.text()
                .lines()
                .filter(line -> line.contains(" breaker."))
                .map(line -> line.replaceAll(".* (breaker\\.\\w+ .*\").*", "$1"))
                .toList();
    }

    @Test
    void a_partner_that_is_left_alone_and_one_that_is_not_any_more_leave_one_line_each() {
        house.answering(_ -> reply(500, "{}"));
        load("", ", retry: { schedule: [1h], within: 9d }, idempotent: true");
        try (var log = EverythingLogged.listen()) {
            for (var failed = 1; failed <= 11; failed++) {
                var number = failed;
                passes(Duration.ofSeconds(6));
                fire("CC-1", 1);
                House.until(() -> house.requests.size() == number && allPutOff(number));
            }
            var opened = clock.instant().minusSeconds(6).plusSeconds(5);
            house.answering(_ -> reply(200, "{}"));
            passes(Duration.ofSeconds(11));
            fire("CC-1", 1);
            House.until(() -> house.requests.size() == 12 && allPutOff(11));

            assertThat(told(log))
                    .containsExactly(
                            "breaker.opened destination=\"acme at crm.test\" failures=10 until=" + opened
                                    + " consequence=\"its work waits\"",
                            "breaker.closed destination=\"acme at crm.test\" consequence=\"its work goes on\"");
        }
    }

    @Test
    void a_partner_that_asks_several_times_to_be_left_alone_leaves_one_line() {
        house.answering(_ -> {
            answers.acquireUninterruptibly();
            return new Reply(429, List.of(new Pair("Retry-After", "60")), new byte[0]);
        });
        load("", ", retry: { schedule: [1h], within: 9d }");
        try (var log = EverythingLogged.listen()) {
            fire("CC-1", 2);
            House.until(() -> house.requests.size() == 2);
            answers.release(2);
            House.until(() -> allPutOff(2));

            assertThat(told(log))
                    .containsExactly("breaker.paused destination=\"acme at crm.test\" until="
                            + clock.instant().plusSeconds(60)
                            + " consequence=\"its work waits, as the partner has asked\"");
        }
    }

    private List<Job> untried() {
        return house.store
                .letters()
                .waiting(ALL)
                .filter(job -> job.attempts() == 0)
                .toList();
    }

    private long putOff() {
        return house.store
                .letters()
                .waiting(ALL)
                .filter(job -> job.due().isAfter(clock.instant()))
                .count();
    }

    @Test
    void work_that_finds_too_much_under_way_to_its_partner_waits_without_a_try_and_closes_no_way() {
        var crowd = new AtomicInteger(CROWDED);
        house.answering(request -> {
            if (crowd.getAndDecrement() > 0) {
                throw new TransportFailure(TransportFailure.Kind.CROWDED, "nothing was sent");
            }
            return reply(200, "{}");
        });
        load("", ", retry: { schedule: [1s] }");
        fire("CC-1", 1);

        for (var refused = 1; refused <= CROWDED; refused++) {
            var now = refused;
            House.until(() -> house.requests.size() == now && allPutOff(1));
            assertThat(house.store.letters().waiting(ALL))
                    .extracting(Job::attempts)
                    .containsExactly(0);
            passes(Duration.ofSeconds(1));
        }

        House.until(house.engine::isAtRest);
        assertThat(house.requests).hasSize(CROWDED + 1);
        assertThat(house.store.letters().list(ALL)).isEmpty();
        assertThat(house.engine.leftAlone().destinations()).isEmpty();
    }

    @Test
    void a_check_that_finds_too_much_under_way_is_made_later_and_decides_then() {
        var crowd = new AtomicInteger(CROWDED);
        house.answering(request -> {
            if (!request.target().startsWith("/find")) {
                throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection was reset");
            }
            if (crowd.getAndDecrement() > 0) {
                throw new TransportFailure(TransportFailure.Kind.CROWDED, "nothing was sent");
            }
            return reply(200, "{\"id\":7}");
        });
        load("", ", check: find }\n  - { name: find, type: GetData, url: /find");
        fire("CC-1", 1);

        for (var asked = 1; asked <= CROWDED; asked++) {
            var now = asked;
            House.until(() -> house.requests.size() == 1 + now && allPutOff(1));
            assertThat(house.store.letters().list(ALL)).isEmpty();
            passes(Duration.ofSeconds(1));
        }

        House.until(house.engine::isAtRest);
        assertThat(house.urls()).hasSize(CROWDED + 2).containsOnlyOnce("POST https://crm.test/notes");
        assertThat(house.store.letters().list(ALL)).isEmpty();
    }
}
