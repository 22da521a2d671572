package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LagTest {
    private final AtomicLong clock = new AtomicLong(7);
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final Lag lag = new Lag(clock::get, queue::add);

    @Test
    void it_is_what_the_task_sent_last_has_waited() {
        assertThat(lag.nanos()).isZero();
        clock.set(27);
        queue.remove().run();

        assertThat(lag.nanos()).isEqualTo(20);
        queue.remove().run();
        assertThat(lag.nanos()).isZero();
    }

    @Test
    void a_task_that_still_waits_counts_and_no_second_one_is_sent() {
        lag.nanos();
        clock.set(107);

        assertThat(lag.nanos()).isEqualTo(100);
        assertThat(queue).hasSize(1);
    }
}
