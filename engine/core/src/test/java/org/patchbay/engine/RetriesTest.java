package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.store.Letter;

/** When what failed is tried again, on a clock that goes only where the next try is due. {@code -Dpatchbay.long=true}: 10,000 failures. */
class RetriesTest {
    private static final int JOBS = Boolean.getBoolean("patchbay.long") ? 1_250 : 50;
    private static final List<Duration> SCHEDULE = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6));
    /** How far a request may be behind the moment it was due: the pause of a partner that has asked for one has jitter. */
    private static final Duration A_MOMENT = Duration.ofMillis(401);

    private final SettableClock clock = new SettableClock();
    private final Map<String, List<Instant>> tries = new ConcurrentHashMap<>();
    private final Working working = new Working(clock);
    private final House house = new House(working, clock);

    @AfterEach
    void closes() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void what_may_succeed_later_is_tried_eight_times_within_the_bounds_of_its_schedule(int status) {
        run(request -> reply(status, "{}"));

        assertThat(tries.values())
                .hasSize(JOBS)
                .allSatisfy(times -> assertThat(times).hasSize(1 + SCHEDULE.size()));
        IntStream.range(0, SCHEDULE.size())
                .forEach(step -> assertThat(waits(step))
                        .as("wait " + step)
                        .allSatisfy(wait -> assertThat(wait)
                                .isBetween(Duration.ZERO, SCHEDULE.get(step).plus(A_MOMENT))));
    }

    @Test
    void waits_are_spread_over_the_whole_of_each_step() {
        run(_ -> reply(500, "{}"));

        for (var step = 0; step < SCHEDULE.size(); step++) {
            var half = SCHEDULE.get(step).dividedBy(2);
            assertThat(waits(step).stream().filter(wait -> wait.compareTo(half) < 0))
                    .as("short waits of step " + step)
                    .hasSizeBetween(JOBS / 5, JOBS * 4 / 5);
            assertThat(waits(step).stream().distinct()).hasSizeGreaterThan(JOBS * 4 / 5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 451})
    void what_is_refused_for_good_is_tried_once(int status) {
        run(_ -> reply(status, "{}"));

        assertThat(tries.values())
                .hasSize(JOBS)
                .allSatisfy(times -> assertThat(times).hasSize(1));
    }

    /** Absurd ones count as none, or are bounded by a day; RFC 9110 §10.2.3 has both forms. */
    @ParameterizedTest
    @CsvSource({
        "'7', 7, 7",
        "'0', 0, 0",
        "'Fri, 02 Jan 2026 03:05:05 GMT', 60, 60",
        "'Thu, 01 Jan 1970 00:00:00 GMT', 0, 5",
        "'-5', 0, 5",
        "'soon', 0, 5",
        "'1e9', 0, 5",
        "'99999999999999999999', 0, 86400"
    })
    void a_partner_that_says_when_is_obeyed(String value, long least, long most) {
        run(_ -> new Reply(429, List.of(new Pair("Retry-After", value)), new byte[0]));

        assertThat(waits(0))
                .allSatisfy(wait -> assertThat(wait)
                        .isBetween(
                                Duration.ofSeconds(least),
                                Duration.ofSeconds(most).plus(A_MOMENT)));
    }

    /** Ten minutes ahead and back, whenever nothing is under way. */
    @Test
    void a_clock_that_jumps_loses_nothing_and_brings_nobody_more_than_one_try_a_step() {
        working.jump(Duration.ofMinutes(10));

        run(_ -> reply(500, "{}"));

        assertThat(tries.values())
                .hasSize(JOBS)
                .allSatisfy(times -> assertThat(times).hasSize(1 + SCHEDULE.size()));
        assertThat(house.store.letters().count(Letter.Kind.DEAD)).isEqualTo(JOBS);
    }

    private List<Duration> waits(int step) {
        return tries.values().stream()
                .filter(times -> times.size() > step + 1)
                .map(times -> Duration.between(times.get(step), times.get(step + 1)))
                .toList();
    }

    /** One job of each of many integrators, so that no breaker opens; until nothing is left. */
    private void run(java.util.function.Function<Request, Reply> partner) {
        house.answering(request -> {
            tries.computeIfAbsent(request.url(), _ -> new CopyOnWriteArrayList<>())
                    .add(clock.instant());
            return partner.apply(request);
        });
        house.load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: save, type: PostData, trigger: call-end, url: "/{{integrator.name}}",
                      idempotencyKey: header.Idempotency-Key }
                """
                + IntStream.range(0, JOBS)
                        .mapToObj(
                                "---\n{ kind: Integrator, name: i%1$d, template: crm, callcenterId: CC-%1$d, host: crm.test }\n"
                                        ::formatted)
                        .collect(Collectors.joining()));
        for (var job = 0; job < JOBS; job++) {
            house.fire("CC-" + job, "call-end", "{\"callId\":\"c\"}");
        }
        House.until(() -> working.isOver(house));
    }
}
