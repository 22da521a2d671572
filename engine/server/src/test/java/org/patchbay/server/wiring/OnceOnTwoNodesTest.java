package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.wiring.Site.Answered;

/** What is sent to two nodes of one database under one {@code Idempotency-Key} is done once (promise 9). */
class OnceOnTwoNodesTest {
    private static final String END = "/api/v1/triggers/call-end";
    private static final String TICKET = "/api/v1/triggers/ticket-create";
    private static final String LATE_PARCEL = "{\"subject\":\"Late parcel\"}";
    private static final String LOST_PARCEL = "{\"subject\":\"Lost parcel\"}";
    private static final int KEYS = 40;

    /** Fewer than are a crowd to a node, which would turn some away. */
    private static final int AT_ONCE = 24;

    private final Site one = new Site();
    private final Site other = one.node();
    private String key = "";

    @BeforeEach
    void opens_two() {
        var database = MysqlForTests.shared().database();
        one.write("crm.yaml", Samples.crm(one.crm.host())).startOn(database);
        other.startOn(database);
        key = one.secretKey("CC-1");
    }

    @AfterEach
    void closes_both() {
        other.close();
        one.close();
    }

    private Answered post(Site node, String path, String body, String name) {
        return node.post(path, key, body, "Idempotency-Key", name);
    }

    @Test
    void while_one_node_is_at_it_the_other_says_so_and_afterwards_gives_the_same_answer() {
        var gate = new CountDownLatch(1);
        one.crm.answering(_ -> {
            await(gate);
            return PretendCrm.FOUND;
        });
        var first = CompletableFuture.supplyAsync(() -> post(one, TICKET, LATE_PARCEL, "k-1"));
        Site.until(() -> !one.crm.asked("/tickets").isEmpty());

        var meanwhile = post(other, TICKET, LATE_PARCEL, "k-1");
        gate.countDown();

        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.problem()).isEqualTo("/problems/in-progress");
        assertThat(meanwhile.header("Retry-After")).isPresent();
        assertThat(first.join().status()).isEqualTo(200);
        var later = post(other, TICKET, LATE_PARCEL, "k-1");
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.response().body()).isEqualTo(first.join().response().body());
        assertThat(post(other, TICKET, LOST_PARCEL, "k-1").status()).isEqualTo(422);
        assertThat(one.crm.asked("/tickets")).hasSize(1);
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
    void of_many_at_both_nodes_at_the_same_time_one_is_done_for_each_key() throws Exception {
        try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
            var answers = IntStream.range(0, 4 * KEYS)
                    .mapToObj(number -> callers.submit(() -> end(number % 2 == 0 ? one : other, number / 4)))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().status()).isIn(202, 409, 429);
            }
            IntStream.range(0, KEYS).forEach(number -> is_the_same(answers, number));
        }
        Site.until(() -> isAtRest(one) && isAtRest(other));

        assertThat(one.crm.asked("/calls")).hasSize(KEYS);
    }

    /** What the other node has done is nothing that this one still waits for. */
    private static boolean isAtRest(Site node) {
        node.server().engine().letGo();
        return node.server().engine().isAtRest();
    }

    private Answered end(Site node, int number) {
        return post(node, END, "{\"callId\":\"c-%d\",\"duration\":61}".formatted(number), "k-" + number);
    }

    private void is_the_same(List<Future<Answered>> answers, int number) {
        var taken = new HashSet<String>();
        Stream.concat(
                        answers.subList(4 * number, 4 * number + 4).stream().map(Future::resultNow),
                        Stream.of(end(one, number), end(other, number)))
                .filter(answer -> answer.status() == 202)
                .forEach(answer -> taken.add(answer.response().body()));

        assertThat(taken).as("answers to k-" + number).hasSize(1);
    }
}
