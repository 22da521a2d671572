package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.elsewhere;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter.Kind;
import org.patchbay.store.Letters.Filter;

/** What all keepers of letters do. */
public abstract class LettersContract extends StoreContract {
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    void keeps_a_job_that_ended_without_success_and_its_lane_goes_on() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        claimed(NOON);

        bury("1", Kind.DEAD, Optional.empty());

        assertThat(store.letters().find("1")).contains(letter("1", Kind.DEAD, Optional.empty()));
        assertThat(store.letters().list(Filter.ofExecution("execution")))
                .containsExactly(letter("1", Kind.DEAD, Optional.empty()));
        assertThat(store.letters().count(Kind.DEAD)).isEqualTo(1);
        assertThat(store.lanes().waiting()).isEqualTo(1);
        assertThat(claimed(NOON)).containsExactly("2");
        assertThat(store.lanes()
                        .results("execution", "acme")
                        .at("/savelog/status")
                        .asText())
                .isEqualTo("failed");
    }

    @Test
    void finds_letters_by_what_they_are() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b", "43")));
        claimed(NOON);
        bury("1", Kind.DEAD, Optional.empty());
        store.lanes()
                .bury(
                        new Letter(job("2", "b", "43"), Kind.UNKNOWN, "no answer", NOON, Optional.empty()),
                        object("status", "unknown"));

        assertThat(ids(filter(Optional.of(Kind.UNKNOWN), Optional.empty()))).containsExactly("2");
        assertThat(ids(filter(Optional.empty(), Optional.of("42")))).containsExactly("1");
        assertThat(ids(filter(Optional.of(Kind.UNKNOWN), Optional.of("42")))).isEmpty();
        assertThat(ids(filter(Optional.empty(), Optional.empty()))).containsExactly("1", "2");
    }

    @Test
    void lets_a_lane_wait_behind_a_letter_no_longer_than_it_says() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        claimed(NOON);

        bury("1", Kind.UNKNOWN, Optional.of(LATER));

        assertThat(claimed(LATER.minusNanos(1))).isEmpty();
        assertThat(store.lanes().nextDue()).contains(LATER);
        var then = claimed(LATER);
        assertThat(then.isEmpty() ? claimed(LATER) : then).containsExactly("2");
        assertThat(store.letters().find("1").orElseThrow()).satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(letter.heldUntil()).isEmpty();
        });
    }

    @Test
    void lets_the_lane_go_on_when_the_letter_that_held_it_is_settled() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        claimed(NOON);
        bury("1", Kind.UNKNOWN, Optional.of(LATER));

        assertThat(store.letters().settle("1")).isTrue();

        assertThat(claimed(NOON)).containsExactly("2");
        assertThat(store.letters().find("1")).isEmpty();
        assertThat(store.letters().settle("1")).isFalse();
    }

    @Test
    void gives_a_letter_that_held_its_lane_its_place_back() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        claimed(NOON);
        bury("1", Kind.UNKNOWN, Optional.of(LATER));

        assertThat(store.letters().again(List.of("1"), OptionalLong.empty(), NOON))
                .isEqualTo(1);

        assertThat(claimed(NOON)).containsExactly("1");
        store.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(claimed(NOON)).containsExactly("2");
        assertThat(store.letters().find("1")).isEmpty();
    }

    @Test
    void makes_jobs_of_letters_again_under_their_ids_in_the_order_in_which_they_were_accepted() {
        store.lanes().accept(List.of(job("1", "a")));
        store.lanes().accept(List.of(job("2", "a")));
        claimed(NOON);
        bury("1", Kind.DEAD, Optional.empty());
        claimed(NOON);
        bury("2", Kind.DEAD, Optional.empty());
        store.lanes().accept(List.of(elsewhere("3", "a")));

        assertThat(store.letters().again(List.of("2", "1", "2", "9"), OptionalLong.of(8), LATER))
                .isEqualTo(2);

        assertThat(claimed(LATER)).containsExactly("3");
        store.lanes().finish(job("3", "a"), Optional.empty());
        assertThat(store.lanes().claim(LATER, 10)).containsExactly(job("1", "a").anew(8, LATER));
        store.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(claimed(LATER)).containsExactly("2");
        assertThat(store.letters().count(Kind.DEAD)).isZero();
    }

    @Test
    void accepts_no_job_under_the_id_of_a_letter() {
        store.lanes().accept(List.of(job("1", "a")));
        claimed(NOON);
        bury("1", Kind.DEAD, Optional.empty());

        store.lanes().accept(List.of(job("1", "a")));

        assertThat(claimed(NOON)).isEmpty();
        assertThat(store.letters().find("1")).isPresent();
    }

    @Test
    void drops_a_job_that_waits_but_none_that_is_worked_on() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a"), job("3", "a")));
        claimed(NOON);

        assertThat(store.letters().cancel("1")).isFalse();
        assertThat(store.letters().cancel("2")).isTrue();
        assertThat(store.letters().cancel("9")).isFalse();

        assertThat(store.letters().waiting("execution")).extracting(Job::id).containsExactly("1", "3");
        store.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(claimed(NOON)).containsExactly("3");
    }

    @Test
    void what_is_accepted_again_after_it_was_dropped_is_not_begun() {
        store.lanes().acceptBegun(List.of(job("1", "a")), List.of());
        assertThat(store.letters().cancel("1")).isTrue();

        store.lanes().accept(List.of(job("1", "a")));

        assertThat(claimed(NOON)).containsExactly("1");
        assertThat(store.lanes().begun(job("1", "a"))).isFalse();
    }

    @Test
    void drops_the_first_job_of_a_lane_and_the_next_one_follows() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));

        assertThat(store.letters().cancel("1")).isTrue();

        assertThat(claimed(NOON)).containsExactly("2");
        assertThat(store.lanes().waiting()).isEqualTo(1);
    }

    @Test
    void lists_the_jobs_that_wait_by_what_they_are_for() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b"), job("3", "c", "43"), job("4", "d")));
        claimed(NOON);
        bury("1", Kind.DEAD, Optional.empty());

        assertThat(store.letters().waiting(waiting("42", 10)))
                .extracting(Job::id)
                .containsExactly("2", "4");
        assertThat(store.letters().waiting(waiting("42", 1)))
                .extracting(Job::id)
                .containsExactly("2");
        assertThat(store.letters().waiting(waiting("44", 10))).isEmpty();
    }

    @Test
    void lists_however_many_there_are_in_their_order() {
        var ids = IntStream.rangeClosed(1, 70).mapToObj(Integer::toString).toList();
        store.lanes().accept(ids.stream().map(id -> job(id, "lane-" + id)).toList());

        assertThat(store.letters().waiting(waiting("42", 100)).map(Job::id)).containsExactlyElementsOf(ids);
        assertThat(store.letters().waiting(waiting("42", 64)).map(Job::id))
                .containsExactlyElementsOf(ids.subList(0, 64));

        store.lanes().claim(NOON, 100);
        ids.reversed()
                .forEach(id -> store.lanes()
                        .bury(
                                new Letter(job(id, "lane-" + id), Kind.DEAD, "no", NOON, Optional.empty()),
                                object("status", "failed")));

        assertThat(ids(filter(Optional.of(Kind.DEAD), Optional.empty()))).containsExactlyElementsOf(ids);
        assertThat(store.letters().again(ids, OptionalLong.empty(), LATER)).isEqualTo(70);
        assertThat(claimedAll(LATER)).containsExactlyInAnyOrderElementsOf(ids);
    }

    private List<String> claimedAll(Instant now) {
        return store.lanes().claim(now, 100).stream().map(Job::id).toList();
    }

    private static Filter waiting(String callCentre, int limit) {
        return new Filter(
                Optional.empty(),
                Optional.of(callCentre),
                Optional.of("acme"),
                Optional.of("savelog"),
                Optional.empty(),
                limit);
    }

    @Test
    void forgets_letters_that_are_old_unless_a_lane_waits_behind_them() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        claimed(NOON);
        bury("1", Kind.DEAD, Optional.empty());
        store.lanes()
                .bury(
                        new Letter(job("2", "b"), Kind.UNKNOWN, "no answer", NOON, Optional.of(LATER)),
                        object("status", "unknown"));

        store.letters().forgetBefore(NOON);
        assertThat(store.letters().find("1")).isPresent();

        store.letters().forgetBefore(LATER);
        assertThat(store.letters().find("1")).isEmpty();
        assertThat(store.letters().find("2")).isPresent();
    }

    @Test
    void forgets_old_letters_of_one_call_centre_or_of_all_others() {
        store.lanes().accept(List.of(job("1", "a", "42"), job("2", "b", "43")));
        claimed(NOON);
        store.lanes()
                .bury(
                        new Letter(job("1", "a", "42"), Kind.DEAD, "no", NOON, Optional.empty()),
                        object("status", "failed"));
        store.lanes()
                .bury(
                        new Letter(job("2", "b", "43"), Kind.DEAD, "no", NOON, Optional.empty()),
                        object("status", "failed"));
        assertThat(store.letters().revisions()).containsExactly(3L);

        store.letters().forget(Outdated.before(LATER).but(Set.of("42")));
        assertThat(store.letters().find("1")).isPresent();
        assertThat(store.letters().find("2")).isEmpty();
        store.letters().forget(Outdated.before(LATER, "43"));
        assertThat(store.letters().find("1")).isPresent();
        store.letters().forget(Outdated.before(LATER, "42"));
        assertThat(store.letters().find("1")).isEmpty();
        assertThat(store.letters().revisions()).isEmpty();
    }

    @Test
    void lets_a_job_go_on_beside_its_lane() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        claimed(NOON);

        store.lanes().stepAside(job("1", "a"), 1, LATER);

        assertThat(claimed(NOON)).containsExactly("2");
        assertThat(store.lanes().claim(LATER, 10))
                .containsExactly(job("1", "a").aside().tried(1, LATER));
    }

    @Test
    void knows_when_a_later_job_of_the_lane_is_for_the_same_endpoint() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        assertThat(store.lanes().overtaken(job("1", "a"))).isFalse();

        store.lanes().accept(List.of(job("3", "a")));

        assertThat(store.lanes().overtaken(job("1", "a"))).isTrue();
        assertThat(store.lanes().overtaken(job("3", "a"))).isFalse();
        assertThat(store.lanes().overtaken(job("2", "b"))).isFalse();
    }

    private void bury(String id, Kind kind, Optional<Instant> heldUntil) {
        store.lanes().bury(letter(id, kind, heldUntil), object("status", "failed"));
    }

    private static Letter letter(String id, Kind kind, Optional<Instant> heldUntil) {
        return new Letter(job(id, "a"), kind, "answered 500", NOON, heldUntil);
    }

    private List<String> claimed(Instant now) {
        return store.lanes().claim(now, 10).stream().map(Job::id).toList();
    }

    private List<String> ids(Filter filter) {
        return store.letters().list(filter).map(letter -> letter.job().id()).toList();
    }

    private static Filter filter(Optional<Kind> kind, Optional<String> callCentre) {
        return new Filter(kind, callCentre, Optional.empty(), Optional.empty(), Optional.empty(), 100);
    }
}
