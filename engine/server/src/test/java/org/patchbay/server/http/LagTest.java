package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LagTest {
    private final AtomicLong clock = new AtomicLong(7);
    private final AtomicLong waiting = new AtomicLong(16);
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final Lag lag = new Lag(clock::get, queue::add, waiting::get, 16);

    @Test
    void it_is_what_the_task_sent_last_has_waited() {
        assertThat(lag.isMoreThan(0)).isFalse();
        clock.set(27);
        queue.remove().run();

        assertThat(lag.isMoreThan(19)).isTrue();
        queue.remove().run();
        assertThat(lag.isMoreThan(0)).isFalse();
    }

    @Test
    void a_task_that_still_waits_counts_and_no_second_one_is_sent() {
        lag.isMoreThan(0);
        clock.set(107);

        assertThat(lag.isMoreThan(99)).isTrue();
        assertThat(lag.isMoreThan(100)).isFalse();
        assertThat(queue).hasSize(1);
    }

    @Test
    void few_that_wait_long_are_no_crowd() {
        lag.isMoreThan(0);
        clock.set(107);
        waiting.set(15);

        assertThat(lag.isMoreThan(0)).isFalse();
    }

    @Test
    void that_of_the_virtual_threads_comes_and_goes() {
        var threads = Lag.ofVirtualThreads();

        assertThat(threads.isMoreThan(Long.MAX_VALUE - 1)).isFalse();
    }
}
