package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission();

    @Test
    void work_is_done_while_the_door_is_open() {
        assertThat(admission.<String>admit(() -> "done")).isEqualTo("done");
        assertThat(admission.awaitEmpty(Duration.ZERO)).isTrue();
    }

    @Test
    void a_closed_door_lets_nothing_in() {
        admission.close();

        var declined = catchThrowableOfType(Declined.class, () -> admission.admit(() -> "done"));

        assertThat(declined.problem().code()).isEqualTo(ProblemCode.DRAINING);
        assertThat(admission.isClosed()).isTrue();
    }

    @Test
    void what_is_inside_is_waited_for() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        var worker = Thread.ofVirtual()
                .start(() -> admission.admit(() -> {
                    inside.countDown();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "done";
                }));
        inside.await();

        assertThat(admission.awaitEmpty(Duration.ofMillis(10))).isFalse();
        gate.countDown();
        worker.join();
        assertThat(admission.awaitEmpty(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void one_call_centre_gets_a_quarter_and_the_others_the_rest() {
        var door = new Admission(8, none());

        var first = door.admit(
                "CC-1",
                () -> door.admit("CC-1", () -> {
                    var declined = catchThrowableOfType(Declined.class, () -> door.admit("CC-1", () -> "a third one"));
                    return declined.problem().code() + " " + door.<String>admit("CC-2", () -> "another one");
                }));

        assertThat(first).isEqualTo(ProblemCode.TOO_MANY_REQUESTS + " another one");
        assertThat(door.<String>admit("CC-1", () -> "again")).isEqualTo("again");
    }

    @Test
    void who_comes_to_a_full_house_is_told_so_at_once() {
        var door = new Admission(1, none());

        var declined = catchThrowableOfType(
                Declined.class, () -> door.<String>admit(() -> door.<String>admit(() -> "a second one")));

        assertThat(declined.problem().code()).isEqualTo(ProblemCode.OVERLOADED);
    }

    private static Lag none() {
        return new Lag(() -> 0, _ -> {}, () -> 0, 1);
    }

    @Test
    void while_work_waits_for_a_processor_no_more_is_let_in_and_then_again() {
        var clock = new AtomicLong();
        var queue = new ArrayDeque<Runnable>();
        var door = new Admission(8, new Lag(clock::get, queue::add, () -> 1, 1));
        door.asked();

        assertThat(door.refusal(none())).isEmpty();
        clock.addAndGet(Duration.ofMillis(1_001).toNanos());
        assertThat(door.refusal(none())).map(Refusal::code).contains(ProblemCode.OVERLOADED);
        queue.remove().run();
        assertThat(door.refusal(none())).map(Refusal::code).contains(ProblemCode.OVERLOADED);
        queue.remove().run();
        assertThat(door.refusal(none())).isEmpty();
    }

    /** A door at which time passes, and work waits or does not. */
    private static final class Crowd {
        private final AtomicLong clock = new AtomicLong();
        private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
        private final AtomicLong waiting = new AtomicLong(1);
        private final Admission door = new Admission(8, new Lag(clock::get, queue::add, waiting::get, 1));
        private Lag reading = none();

        private Crowd() {
            pass(10_000);
            door.asked();
        }

        /** Whether it refuses, with work that then waits so long. */
        private boolean refusesWith(int millis) {
            var refused = door.refusal(reading).isPresent();
            pass(millis);
            queue.forEach(Runnable::run);
            queue.clear();
            return refused;
        }

        private void pass(int millis) {
            clock.addAndGet(Duration.ofMillis(millis).toNanos());
        }

        private void lasts() {
            for (var moment = 0; moment < 160; moment++) {
                assertThat(refusesWith(19)).isFalse();
            }
        }
    }

    @Test
    void what_waits_all_the_time_is_refused_much_sooner_than_what_a_moment_has_brought() {
        var crowd = new Crowd();
        for (var moment = 0; moment < 16; moment++) {
            assertThat(crowd.refusesWith(200)).as("after %d ms", moment * 200).isFalse();
        }

        assertThat(crowd.refusesWith(200)).isTrue();
        assertThat(crowd.refusesWith(19)).isTrue();
        assertThat(crowd.refusesWith(200))
                .as("no more than a fiftieth of a second")
                .isFalse();
        assertThat(crowd.refusesWith(200)).isTrue();
    }

    @Test
    void a_crowd_that_is_gone_for_a_second_has_passed_and_one_that_is_gone_for_less_has_not() {
        var crowd = new Crowd();
        crowd.lasts();
        crowd.refusesWith(200);
        crowd.pass(700);
        assertThat(crowd.refusesWith(200)).isTrue();

        crowd.pass(1_100);
        assertThat(crowd.refusesWith(200)).isFalse();
        assertThat(crowd.refusesWith(200)).isFalse();
    }

    @Test
    void while_a_crowd_lasts_no_more_is_let_in_by_who_is_late_to_read_it() {
        var crowd = new Crowd();
        var late = new AtomicLong();
        crowd.reading = new Lag(late::get, _ -> {}, () -> 1, 1);
        crowd.refusesWith(1);
        late.addAndGet(Duration.ofMillis(51).toNanos());
        for (var moment = 0; moment < 15; moment++) {
            assertThat(crowd.refusesWith(200)).as("what a moment has brought").isFalse();
        }
        crowd.refusesWith(20);

        assertThat(crowd.refusesWith(20)).isTrue();
        crowd.reading = none();
        assertThat(crowd.refusesWith(20)).as("by others").isFalse();
    }

    @Test
    void while_work_waits_a_call_centre_that_has_most_of_it_gets_no_more_and_another_does() {
        var clock = new AtomicLong();
        var door = new Admission(100, new Lag(clock::get, _ -> {}, () -> 1, 1));
        door.asked();

        door.admit(
                "CC-2",
                () -> inside(door, 12, () -> {
                    assertThat(door.<String>admit("CC-1", () -> "not yet")).isEqualTo("not yet");
                    clock.addAndGet(Duration.ofMillis(101).toNanos());

                    var declined = catchThrowableOfType(Declined.class, () -> door.admit("CC-1", () -> "one more"));

                    assertThat(declined.problem().code()).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
                    return door.<String>admit("CC-2", () -> "another one");
                }));
    }

    @Test
    void while_one_call_centre_has_most_of_the_work_the_door_stays_open_to_the_others() {
        var clock = new AtomicLong();
        var door = new Admission(100, new Lag(clock::get, _ -> {}, () -> 1, 1));
        door.asked();
        assertThat(door.refusal(none())).isEmpty();
        clock.addAndGet(Duration.ofMillis(1_001).toNanos());
        assertThat(door.refusal(none())).isPresent();

        inside(door, 12, () -> {
            assertThat(door.refusal(none())).isEmpty();
            return "done";
        });
    }

    @Test
    void few_requests_are_refused_by_no_crowd_of_other_work_however_long_they_wait() {
        var clock = new AtomicLong();
        var door = new Admission(100, new Lag(clock::get, _ -> {}, () -> 1_000, 3));
        door.asked();
        door.asked();
        assertThat(door.refusal(none())).isEmpty();
        clock.addAndGet(Duration.ofMillis(1_001).toNanos());

        assertThat(door.refusal(none())).isEmpty();
        door.asked();
        assertThat(door.refusal(none())).map(Refusal::code).contains(ProblemCode.OVERLOADED);
        door.answered(1);
        assertThat(door.refusal(none())).isEmpty();
    }

    private static String inside(Admission door, int times, Supplier<String> then) {
        return times == 0 ? then.get() : door.admit("CC-1", () -> inside(door, times - 1, then));
    }

    @Test
    void a_fault_inside_leaves_nobody_inside() {
        assertThatThrownBy(() -> admission.admit(() -> {
                    throw new IllegalStateException("fault");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(admission.awaitEmpty(Duration.ZERO)).isTrue();
    }
}
