package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.large;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Lanes.Job;

/** Whose turn it is in all lanes, and how much of one call centre goes on at the same time. */
public abstract class LaneTurnsContract extends StoreContract {
    @Test
    void gives_no_more_at_the_same_time_than_there_are_places_for() {
        var places = large("1", "a").places();
        store.lanes().accept(List.of(large("1", "a"), large("2", "b"), job("3", "c")));

        assertThat(places).isGreaterThan(1);
        assertThat(idsClaimed(places)).containsExactly("1");
        assertThat(idsClaimed(100, places)).isEmpty();
        assertThat(idsClaimed(places + 1)).containsExactly("2", "3");
    }

    @Test
    void gives_one_job_each_of_as_many_lanes_as_asked_for() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a"), job("3", "b"), job("4", "c")));

        assertThat(idsClaimed(2)).containsExactly("1", "3");
        assertThat(idsClaimed(2)).containsExactly("4");
    }

    @Test
    void lets_call_centres_take_turns_whatever_one_has_piled_up() {
        var jobs = new ArrayList<Job>();
        for (var number = 0; number < 100; number++) {
            jobs.add(job("big" + number, "big" + number, "42"));
        }
        jobs.add(job("small1", "small1", "43"));
        jobs.add(job("small2", "small2", "43"));
        jobs.add(job("tiny", "tiny", "44"));
        store.lanes().accept(jobs);

        assertThat(idsClaimed(4)).containsExactly("big0", "small1", "tiny", "big1");
        assertThat(idsClaimed(1)).containsExactly("small2");
        assertThat(idsClaimed(2)).containsExactly("big2", "big3");
    }

    @Test
    void takes_what_somebody_looks_at_first_then_what_is_live_then_messages_then_what_fills_up_stocks() {
        store.lanes()
                .accept(List.of(
                        fired("backfill", "contacts-sync", 0),
                        fired("message", "sms-send", 1),
                        fired("live", "call-end", 2),
                        fired("pop", "call-start", 3)));

        assertThat(idsClaimed(1)).isEmpty();
        var late = NOON.plusSeconds(9);
        assertThat(IntStream.range(0, 4)
                        .mapToObj(_ -> store.lanes().claim(late, 1).getFirst().id()))
                .containsExactly("pop", "live", "message", "backfill");
    }

    /** The one that was due first is to be the last. */
    private static Job fired(String id, String trigger, int late) {
        var usual = job(id, id);
        var event = new Trigger(trigger, "42", usual.trigger().body(), Optional.empty(), Optional.empty(), NOON);
        return new Job(id, id, "execution", "acme", id, event, 3, 0, NOON, NOON.plusSeconds(1 + late));
    }

    @Test
    void takes_no_more_of_one_call_centre_at_the_same_time_than_it_may() {
        var jobs = new ArrayList<Job>();
        for (var number = 0; number < 5; number++) {
            jobs.add(job("big" + number, "big" + number, "42"));
        }
        jobs.add(job("small", "small", "43"));
        store.lanes().accept(jobs);

        assertThat(idsClaimed(10, 2)).containsExactlyInAnyOrder("big0", "big1", "small");
        assertThat(idsClaimed(10, 2)).isEmpty();
        store.lanes().finish(jobs.getFirst(), Optional.empty());
        assertThat(idsClaimed(10, 2)).containsExactly("big2");
        store.lanes().postpone(jobs.get(1), 1, NOON.plusSeconds(5));
        store.lanes().stepAside(jobs.get(2), 1, NOON.plusSeconds(5));
        assertThat(idsClaimed(10, 2)).containsExactly("big3", "big4");
        store.lanes().leave(jobs.get(3));
        assertThat(idsClaimed(10, 2)).containsExactly("big3");
    }

    @Test
    void knows_when_so_much_of_a_call_centre_waits_and_when_it_does_not_any_more() {
        store.lanes().accept(List.of(job("1", "a", "42"), job("2", "a", "42"), job("3", "b", "43")));
        assertThat(store.lanes().isFull("42", 2)).isTrue();
        assertThat(store.lanes().isFull("42", 3)).isFalse();
        assertThat(store.lanes().isFull("43", 2)).isFalse();

        idsClaimed(10);
        assertThat(store.lanes().isFull("42", 2)).isTrue();
        store.lanes().accept(List.of(job("1", "a", "42")));
        store.lanes().accept(List.of(job("4", "d", "42")));
        assertThat(store.lanes().isFull("42", 3)).isTrue();
        assertThat(store.lanes().isFull("42", 4)).isFalse();

        store.lanes().finish(job("1", "a", "42"), Optional.empty());
        awaitRoom("42", 3);
        store.letters().cancel("4");
        awaitRoom("42", 2);
    }

    private void awaitRoom(String callCentre, int most) {
        var deadline = Deadline.in(Duration.ofSeconds(30));
        while (store.lanes().isFull(callCentre, most) && !deadline.passed()) {
            Thread.onSpinWait();
        }
        assertThat(store.lanes().isFull(callCentre, most)).isFalse();
    }

    @Test
    void takes_the_lane_first_that_was_due_first() {
        store.lanes().accept(List.of(job("1", "a").tried(0, NOON.plusSeconds(1)), job("2", "b"), job("3", "c")));

        assertThat(store.lanes().claim(NOON.plusSeconds(1), 10))
                .extracting(Job::id)
                .containsExactly("2", "3", "1");
    }

    private List<String> idsClaimed(int atMost, int ofOne) {
        return store.lanes().claim(NOON, atMost, ofOne).stream().map(Job::id).toList();
    }
}
