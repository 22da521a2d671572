package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.server.wiring.Site.Answered;

/** What is sent twice under one {@code Idempotency-Key} is done once. */
class OnceTest {
    private static final String END = "/api/v1/triggers/call-end";
    private static final String TICKET = "/api/v1/triggers/ticket-create";
    private static final String LATE_PARCEL = "{\"subject\":\"Late parcel\"}";

    private final Site site = Site.usual();
    private String key = "";

    @BeforeEach
    void makes_a_key() {
        key = site.secretKey("CC-1");
    }

    @AfterEach
    void closes() {
        site.close();
    }

    private Answered post(String path, String body, String name) {
        return site.post(path, key, body, "Idempotency-Key", name);
    }

    @Test
    void the_same_key_and_body_get_the_same_answer_also_after_a_restart() {
        var first = post(TICKET, LATE_PARCEL, "k-1");
        var again = post(TICKET, LATE_PARCEL, "k-1");
        site.stop().start(Watching.OFF);
        var later = post(TICKET, LATE_PARCEL, "k-1");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(later.response().body()).isEqualTo(first.response().body());
        assertThat(later.status()).isEqualTo(200);
        assertThat(site.crm.asked("/tickets")).hasSize(1);
    }

    @Test
    void another_body_under_the_same_key_is_refused() {
        post(TICKET, LATE_PARCEL, "k-1");

        var other = post(TICKET, "{\"subject\":\"Lost parcel\"}", "k-1");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("/problems/idempotency-mismatch");
        assertThat(site.crm.asked("/tickets")).hasSize(1);
    }

    @Test
    void a_key_that_is_empty_too_long_or_no_plain_text_is_refused_and_so_are_two_keys() {
        var bad = List.of("", " ", "x".repeat(256), "a\tb");
        for (var name : bad) {
            var answer = post(TICKET, LATE_PARCEL, name);

            assertThat(answer.status()).describedAs(name).isEqualTo(400);
            assertThat(answer.body().path("detail").asText()).contains("`Idempotency-Key` must");
        }
        var two = site.post(TICKET, key, LATE_PARCEL, "Idempotency-Key", "k-1", "Idempotency-Key", "k-2");

        assertThat(two.status()).isEqualTo(400);
        assertThat(site.crm.asked("/tickets")).isEmpty();
        assertThat(post(TICKET, LATE_PARCEL, "x".repeat(255)).status()).isEqualTo(200);
    }

    @Test
    void another_key_or_another_call_centre_is_another_event() {
        post(TICKET, LATE_PARCEL, "k-1");
        post(TICKET, LATE_PARCEL, "k-2");
        site.post(TICKET, site.secretKey("CC-2"), LATE_PARCEL, "Idempotency-Key", "k-1");

        assertThat(site.crm.asked("/tickets")).hasSize(3);
    }

    @Test
    void while_the_first_runs_the_second_is_told_to_come_again() {
        var gate = new CountDownLatch(1);
        site.crm.answering(_ -> {
            await(gate);
            return PretendCrm.FOUND;
        });
        var first = CompletableFuture.supplyAsync(() -> post(TICKET, LATE_PARCEL, "k-1"));
        Site.until(() -> !site.crm.asked("/tickets").isEmpty());

        var second = post(TICKET, LATE_PARCEL, "k-1");
        gate.countDown();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("/problems/in-progress");
        assertThat(second.header("Retry-After")).isPresent();
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(site.crm.asked("/tickets")).hasSize(1);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    /** 429: a call centre has its share of what is done at the same time, and repetitions count. */
    @Test
    void of_a_thousand_at_the_same_time_one_is_done_and_all_others_get_its_answer_or_are_told_to_wait()
            throws Exception {
        var body = "{\"callId\":\"c-1\",\"duration\":61}";
        var taken = new HashSet<String>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 1_000)
                    .mapToObj(_ -> callers.submit(() -> post(END, body, "k-1")))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().status()).isIn(202, 409, 429);
                Stream.of(answer.get())
                        .filter(one -> one.status() == 202)
                        .forEach(one -> taken.add(one.response().body()));
            }
        }
        Site.until(() -> site.server().engine().isAtRest());
        site.stop().start(Watching.OFF);

        assertThat(taken).containsExactly(post(END, body, "k-1").response().body());
        assertThat(post(END, "{\"callId\":\"c-1\",\"duration\":62}", "k-1").status())
                .isEqualTo(422);
        assertThat(site.crm.asked("/calls")).hasSize(1);
    }
}
