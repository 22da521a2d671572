package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.store.StoreUnavailable;

class SharedReadsTest {
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void one_after_the_other_reads_anew_each_time() {
        var reads = new SharedReads<String, Integer>(_ -> stored.incrementAndGet());

        assertThat(reads.get("a")).isEqualTo(1);
        assertThat(reads.get("a")).isEqualTo(2);
    }

    @Test
    void who_comes_while_it_is_being_read_gets_what_is_read_next() throws Exception {
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var reads = new SharedReads<String, Integer>(_ -> {
            var value = stored.get();
            if (questions.incrementAndGet() == 1) {
                reading.countDown();
                awaited(goOn);
            }
            return value;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> reads.get("a"));
            reading.await();
            stored.set(1);
            var asked = new CountDownLatch(20);
            var others = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> {
                        asked.countDown();
                        return reads.get("a");
                    }))
                    .toList();
            asked.await();
            assertThat(reads.get("b")).isEqualTo(1);
            goOn.countDown();

            assertThat(first.get()).isZero();
            for (var other : others) {
                assertThat(other.get()).isEqualTo(1);
            }
        }
        assertThat(questions).hasValueBetween(3, 22);
    }

    @Test
    void a_read_that_fails_fails_for_nobody_else() {
        var reads = new SharedReads<String, Integer>(_ -> {
            if (questions.incrementAndGet() == 1) {
                throw new StoreUnavailable("expected here");
            }
            return 7;
        });

        assertThatThrownBy(() -> reads.get("a")).hasMessage("expected here");
        assertThat(reads.get("a")).isEqualTo(7);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }
}
