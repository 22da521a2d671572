package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What all locks do. */
public abstract class LocksContract extends StoreContract {
    private static final Duration AMPLE = Duration.ofMinutes(1);

    @Test
    void brings_back_what_the_work_brought() {
        assertThat(store.locks().alone("phone", AMPLE, () -> 7)).contains(7);
    }

    @Test
    void lets_one_at_a_time_work_under_a_name() {
        var inside = new AtomicInteger();

        var most = IntStream.range(0, 64)
                .parallel()
                .map(_ -> store.locks()
                        .alone("phone", AMPLE, () -> {
                            var now = inside.incrementAndGet();
                            Thread.onSpinWait();
                            inside.decrementAndGet();
                            return now;
                        })
                        .orElseThrow())
                .max();

        assertThat(most).hasValue(1);
    }

    @Test
    void does_nothing_when_its_turn_does_not_come() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> store.locks().alone("phone", AMPLE, () -> {
                entered.countDown();
                return await(leave);
            }));
            entered.await();

            var second = store.locks().alone("phone", Duration.ofMillis(1), () -> "done");
            var other = store.locks().alone("another phone", AMPLE, () -> "done");
            leave.countDown();

            assertThat(second).isEmpty();
            assertThat(other).contains("done");
            assertThat(first.get()).isEqualTo(Optional.of("left"));
        }
    }

    @Test
    void lets_many_who_hold_a_lock_take_a_second_one() throws Exception {
        var all = new CyclicBarrier(16);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = IntStream.range(0, 16)
                    .mapToObj(number -> threads.submit(() -> {
                        var both = store.locks().alone("family " + number, AMPLE, () -> {
                            met(all);
                            return store.locks().alone("call " + number, AMPLE, () -> "done");
                        });
                        both.ifPresentOrElse(_ -> {}, () -> nobodyWaitsAnyMore(all));
                        return both;
                    }))
                    .toList();

            for (var one : done) {
                assertThat(one.get()).contains(Optional.of("done"));
            }
        }
    }

    @Test
    void a_lock_within_another_one_can_be_had_twice_and_is_free_for_others_after_both() {
        var all = store.locks().alone("family", AMPLE, () -> {
            store.locks().alone("first call", AMPLE, () -> "done");
            store.locks().alone("first call", AMPLE, () -> "done");
            store.locks().alone("second call", AMPLE, () -> "done");
            return store.locks().alone("family", AMPLE, () -> "done");
        });

        assertThat(all).contains(Optional.of("done"));
        assertThat(Stream.of("family", "first call", "second call"))
                .allSatisfy(name -> assertThat(elsewhere(name)).contains("done"));
    }

    @Test
    void whoever_waits_for_a_lock_holds_none_that_he_has_left() throws Exception {
        var met = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> crossing("one", "other", met));
            var other = threads.submit(() -> crossing("other", "one", met));

            assertThat(one.get()).contains(Optional.of("done"));
            assertThat(other.get()).contains(Optional.of("done"));
        }
    }

    private Optional<Optional<String>> crossing(String first, String second, CyclicBarrier met) {
        return store.locks().alone("family of " + first, AMPLE, () -> {
            store.locks().alone("call " + first, AMPLE, () -> "done");
            met(met);
            return store.locks().alone("call " + second, AMPLE, () -> "done");
        });
    }

    private Optional<String> elsewhere(String name) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(() -> store.locks().alone(name, AMPLE, () -> "done"))
                    .get();
        } catch (InterruptedException | ExecutionException stray) {
            throw new IllegalStateException(stray);
        }
    }

    /** Who was interrupted before a barrier breaks it for all, also for those who come later. */
    private static void nobodyWaitsAnyMore(CyclicBarrier all) {
        Thread.currentThread().interrupt();
        met(all);
    }

    private static void met(CyclicBarrier all) {
        try {
            all.await();
        } catch (InterruptedException | BrokenBarrierException stray) {
            throw new IllegalStateException(stray);
        }
    }

    @Test
    void is_free_again_after_work_that_failed() {
        try {
            store.locks().alone("phone", AMPLE, () -> {
                throw new IllegalArgumentException("expected here");
            });
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessage("expected here");
        }

        assertThat(store.locks().alone("phone", Duration.ZERO, () -> "done")).contains("done");
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "left";
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return "hurried";
        }
    }
}
