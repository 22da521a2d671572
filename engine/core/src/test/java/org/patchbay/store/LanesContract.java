package org.patchbay.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.elsewhere;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.object;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Deadline;
import org.patchbay.store.Lanes.Job;

/** What all lanes do. */
public abstract class LanesContract extends StoreContract {
    @Test
    void gives_a_job_as_it_was_accepted() {
        store.lanes().accept(List.of(job("1", "a")));

        assertThat(store.lanes().claim(NOON, 10)).containsExactly(job("1", "a"));
        assertThat(store.lanes().waiting()).isEqualTo(1);
    }

    @Test
    void gives_the_jobs_of_a_lane_in_order_each_after_the_one_before_is_finished() {
        store.lanes().accept(List.of(job("2", "a"), job("1", "a")));
        store.lanes().accept(List.of(job("3", "a")));

        assertThat(idsClaimed(10)).containsExactly("2");
        assertThat(idsClaimed(10)).isEmpty();
        store.lanes().finish(job("2", "a"), Optional.empty());
        assertThat(idsClaimed(10)).containsExactly("1");
        store.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(idsClaimed(10)).containsExactly("3");
        store.lanes().finish(job("3", "a"), Optional.empty());
        assertThat(store.lanes().waiting()).isZero();
    }

    @Test
    void says_whether_a_lane_has_work() {
        store.lanes().accept(List.of(job("1", "a")));

        assertThat(store.lanes().isBusy("a")).isTrue();
        assertThat(store.lanes().isBusy("b")).isFalse();
        idsClaimed(1);
        assertThat(store.lanes().isBusy("a")).isTrue();
        store.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(store.lanes().isBusy("a")).isFalse();
    }

    @Test
    void gives_nothing_before_it_is_due() {
        store.lanes().accept(List.of(job("1", "a")));

        assertThat(store.lanes().claim(NOON.minusNanos(1), 10)).isEmpty();
        assertThat(store.lanes().nextDue()).contains(NOON);
    }

    @Test
    void knows_of_nothing_due_when_all_lanes_are_taken() {
        assertThat(store.lanes().nextDue()).isEmpty();

        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        idsClaimed(10);

        assertThat(store.lanes().nextDue()).isEmpty();
    }

    @Test
    void lets_a_postponed_job_hold_up_its_own_lane_only() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a"), job("3", "b")));
        var first = store.lanes().claim(NOON, 1).getFirst();

        store.lanes().postpone(first, 3, NOON.plusSeconds(5));

        assertThat(idsClaimed(10)).containsExactly("3");
        assertThat(store.lanes().nextDue()).contains(NOON.plusSeconds(5));
        assertThat(store.lanes().claim(NOON.plusSeconds(5), 10))
                .containsExactly(job("1", "a").tried(3, NOON.plusSeconds(5)));
    }

    @Test
    void does_not_accept_a_job_a_second_time_while_it_waits() {
        store.lanes().accept(List.of(job("1", "a")));

        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));

        assertThat(store.lanes().waiting()).isEqualTo(2);
        assertThat(idsClaimed(10)).containsExactly("1", "2");
    }

    @Test
    void does_not_accept_a_job_again_that_has_left_its_result_until_that_is_forgotten() {
        store.lanes().accept(List.of(job("1", "a")));
        idsClaimed(10);
        store.lanes().finish(job("1", "a"), Optional.of(object("id", "7")));

        assertThat(store.lanes().accept(List.of(job("1", "a"), elsewhere("2", "b"))))
                .containsExactly(job("1", "a"));
        assertThat(idsClaimed(10)).containsExactly("2");

        store.lanes().forget(job("1", "a").execution());
        store.lanes().accept(List.of(job("1", "a")));
        assertThat(idsClaimed(10)).containsExactly("1");
    }

    @Test
    void does_nothing_for_a_job_that_is_not_claimed() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));

        store.lanes().finish(job("1", "a"), Optional.empty());
        store.lanes().postpone(job("1", "a"), 1, NOON.plusSeconds(5));
        assertThat(idsClaimed(10)).containsExactly("1");

        store.lanes().finish(job("2", "a"), Optional.empty());
        assertThat(store.lanes().waiting()).isEqualTo(2);
    }

    @Test
    void knows_which_job_was_begun_and_did_not_end() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        idsClaimed(10);
        assertThat(store.lanes().begun(job("1", "a"))).isFalse();

        store.lanes().begin(job("1", "a"));

        assertThat(store.lanes().begun(job("1", "a"))).isTrue();
        assertThat(store.lanes().begun(job("2", "b"))).isFalse();
        store.lanes().postpone(job("1", "a"), 1, NOON);
        assertThat(store.lanes().begun(job("1", "a"))).isFalse();
    }

    @Test
    void knows_of_a_job_that_was_accepted_as_begun_that_it_was_and_accepts_it_once() {
        store.lanes().accept(List.of(job("2", "b")));
        store.lanes().acceptBegun(List.of(job("1", "a"), job("2", "b")), List.of());
        store.lanes().acceptBegun(List.of(job("1", "a")), List.of());

        assertThat(idsClaimed(10)).containsExactlyInAnyOrder("1", "2");
        assertThat(store.lanes().begun(job("1", "a"))).isTrue();
        assertThat(store.lanes().begun(job("2", "b"))).isFalse();
        store.lanes().postpone(job("1", "a"), 1, NOON);
        assertThat(idsClaimed(10)).containsExactly("1");
        assertThat(store.lanes().begun(job("1", "a"))).isFalse();
    }

    @Test
    void a_job_that_was_accepted_as_begun_is_due_earlier_when_that_is_said_and_no_later() {
        var later = job("1", "a").tried(0, NOON.plusSeconds(60));
        assertThat(store.lanes().acceptBegun(List.of(later), List.of())).containsExactly(later);
        assertThat(idsClaimed(10)).isEmpty();

        assertThat(store.lanes().acceptBegun(List.of(job("1", "a").tried(0, NOON.plusSeconds(90))), List.of()))
                .isEmpty();
        assertThat(store.lanes().nextDue()).contains(NOON.plusSeconds(60));
        assertThat(store.lanes().acceptBegun(List.of(job("1", "a")), List.of())).isEmpty();

        assertThat(idsClaimed(10)).containsExactly("1");
        assertThat(store.lanes().begun(job("1", "a"))).isTrue();
    }

    @Test
    void a_job_that_was_accepted_as_begun_can_be_taken_back() {
        store.lanes().acceptBegun(List.of(job("1", "a").tried(0, NOON.plusSeconds(60))), List.of());

        assertThat(store.letters().cancel("1")).isTrue();

        assertThat(store.lanes().waiting()).isZero();
        assertThat(store.lanes().acceptBegun(List.of(job("1", "a")), List.of())).hasSize(1);
        assertThat(idsClaimed(10)).containsExactly("1");
    }

    @Test
    void knows_of_a_job_that_is_looked_at_again_later_that_it_was_begun() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        idsClaimed(10);
        store.lanes().begin(job("1", "a"));

        store.lanes().lookAgain(job("1", "a"), 3, NOON.plusSeconds(5));

        assertThat(idsClaimed(10)).isEmpty();
        assertThat(store.lanes().claim(NOON.plusSeconds(5), 10))
                .extracting(Job::id, Job::attempts)
                .containsExactly(tuple("1", 3));
        assertThat(store.lanes().begun(job("1", "a"))).isTrue();
    }

    @Test
    void keeps_the_order_of_every_lane_under_many_workers() throws InterruptedException, ExecutionException {
        var lanes = IntStream.range(0, 10).mapToObj(lane -> "lane" + lane).toList();
        IntStream.range(0, 10)
                .forEach(number -> store.lanes()
                        .accept(lanes.stream()
                                .map(lane -> job(lane + "/" + number, lane))
                                .toList()));

        var done = new ConcurrentLinkedQueue<Job>();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 8)
                    .mapToObj(_ -> workers.submit(() -> workUntilDone(done)))
                    .toList();
            for (var worker : all) {
                worker.get();
            }
        }

        var expected = IntStream.range(0, 10).boxed().toList();
        assertThat(done.stream().collect(groupingBy(Job::lane, mapping(LanesContract::number, toList()))))
                .hasSize(10)
                .allSatisfy((_, numbers) -> assertThat(numbers).isEqualTo(expected));
    }

    private void workUntilDone(ConcurrentLinkedQueue<Job> done) {
        var deadline = Deadline.in(Duration.ofSeconds(30));
        while (store.lanes().waiting() > 0 && !deadline.passed()) {
            store.lanes().claim(NOON, 3).forEach(job -> {
                done.add(job);
                store.lanes().finish(job, Optional.empty());
            });
            Thread.onSpinWait();
        }
    }

    private static int number(Job job) {
        return Integer.parseInt(job.id().substring(job.lane().length() + 1));
    }
}
