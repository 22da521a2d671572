package org.patchbay.server.jdbc;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.object;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;
import org.patchbay.store.Nodes.Node;
import org.patchbay.store.Receipts;
import org.patchbay.store.StoreUnavailable;

/** Two nodes on one MariaDB or MySQL database. */
class SeveralNodesTest {
    @TempDir
    Path directory;

    private MysqlAddress address;
    private MysqlStore one;
    private MysqlStore other;

    @BeforeEach
    void opens_two() {
        address = MysqlAddress.parse(MysqlForTests.shared().database());
        one = MysqlStore.open(address, directory, Optional.empty());
        other = MysqlStore.open(address, directory, Optional.empty());
    }

    @AfterEach
    void closes_both() {
        one.close();
        other.close();
    }

    @Test
    void one_takes_what_the_other_accepted_and_nobody_takes_it_twice() {
        one.lanes().accept(List.of(job("1", "a"), job("2", "a")));

        assertThat(claimed(other)).containsExactly("1");
        assertThat(claimed(one)).isEmpty();
        other.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(claimed(one)).containsExactly("2");
    }

    @Test
    void whoever_lost_its_lane_writes_nothing_about_it_any_more() {
        one.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        claimed(one);
        endLeases();
        assertThat(claimed(other)).containsExactly("1");

        assertThat(one.lanes().begin(job("1", "a"))).isFalse();
        one.lanes().postpone(job("1", "a"), 9, NOON.plusSeconds(60));
        one.lanes().finish(job("1", "a"), Optional.of(object("status", "stale")));

        assertThat(one.fencedWrites()).isEqualTo(2);
        assertThat(other.lanes().begin(job("1", "a"))).isTrue();
        assertThat(other.lanes().results("execution", "acme")).isEmpty();
        assertThat(other.letters().waiting("execution"))
                .extracting(Job::id, Job::attempts)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", 0), org.assertj.core.groups.Tuple.tuple("2", 0));
    }

    @Test
    void whoever_still_has_its_lane_writes_about_it() {
        one.lanes().accept(List.of(job("1", "a")));
        claimed(one);

        assertThat(one.lanes().begin(job("1", "a"))).isTrue();
        one.lanes().finish(job("1", "a"), Optional.of(object("status", "fresh")));

        assertThat(one.fencedWrites()).isZero();
        assertThat(other.lanes().waiting()).isZero();
        assertThat(other.lanes()
                        .results("execution", "acme")
                        .at("/savelog/status")
                        .asText())
                .isEqualTo("fresh");
    }

    @Test
    void the_next_one_knows_that_a_job_was_begun() {
        one.lanes().accept(List.of(job("1", "a")));
        claimed(one);
        one.lanes().begin(job("1", "a"));
        endLeases();

        claimed(other);

        assertThat(other.lanes().begun(job("1", "a"))).isTrue();
    }

    @Test
    void whoever_stops_hands_its_lanes_back_at_once() {
        one.lanes().accept(List.of(job("1", "a")));
        claimed(one);

        one.close();

        assertThat(claimed(other)).containsExactly("1");
    }

    @Test
    void a_lease_that_was_renewed_is_still_its_own() {
        one.lanes().accept(List.of(job("1", "a")));
        claimed(one);

        ((MysqlLanes) one.lanes()).renew();

        assertThat(one.lanes().holds(job("1", "a"))).isTrue();
        endLeases();
        claimed(other);
        ((MysqlLanes) one.lanes()).renew();
        assertThat(one.lanes().holds(job("1", "a"))).isFalse();
    }

    /** The other node in the middle of a transaction, until it may go on. */
    private CompletableFuture<Void> standsStillWithARow(CountDownLatch goOn) throws InterruptedException {
        var locked = new CountDownLatch(1);
        var frozen = CompletableFuture.runAsync(() -> other.writer().write(session -> {
            session.first("select lane from lane where lane = 'a' for update", row -> row.text("lane"));
            locked.countDown();
            return Latches.await(goOn);
        }));
        locked.await();
        return frozen;
    }

    @Test
    void a_node_that_stands_still_with_a_row_does_not_hold_up_the_leases_of_another() throws Exception {
        one.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        claimed(one);
        var goOn = new CountDownLatch(1);
        var frozen = standsStillWithARow(goOn);

        ((MysqlLanes) one.lanes()).renew();

        assertThat(one.lanes().holds(job("1", "a"))).isTrue();
        assertThat(one.lanes().holds(job("2", "b"))).isTrue();
        goOn.countDown();
        frozen.join();
    }

    @Test
    void a_lock_of_a_node_that_stands_still_is_given_up_by_the_server() throws Exception {
        var taken = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var brief = MysqlStore.open(address, directory, Optional.empty(), Duration.ofSeconds(1))) {
            var frozen =
                    CompletableFuture.supplyAsync(() -> brief.locks().alone("call-7", Duration.ofSeconds(1), () -> {
                        taken.countDown();
                        return Latches.await(goOn);
                    }));
            taken.await();
            assertThat(one.locks().alone("call-7", Duration.ZERO, () -> "at once"))
                    .isEmpty();

            assertThat(one.locks().alone("call-7", Duration.ofSeconds(60), () -> "after a while"))
                    .contains("after a while");

            assertThat(frozen).isNotDone();
            goOn.countDown();
            assertThat(frozen.get()).contains(true);
        }
    }

    @Test
    void a_row_of_a_node_that_stands_still_keeps_no_other_work_from_being_accepted() throws Exception {
        one.lanes().accept(List.of(job("1", "a")));
        var goOn = new CountDownLatch(1);
        var frozen = standsStillWithARow(goOn);

        var same = CompletableFuture.supplyAsync(() -> one.lanes().accept(List.of(job("2", "a"))));
        assertThat(one.lanes().accept(List.of(job("3", "b")))).isEmpty();
        var _ = same.handle((_, _) -> true).join();

        assertThat(claimed(one)).contains("3");
        goOn.countDown();
        var _ = frozen.handle((_, _) -> true).join();
    }

    @Test
    void a_node_does_not_take_a_lane_again_at_which_it_is_still_at_work() {
        one.lanes().accept(List.of(job("1", "a")));
        claimed(one);
        endLeases();

        assertThat(claimed(one)).isEmpty();
        one.lanes().leave(job("1", "a"));
        assertThat(claimed(one)).containsExactly("1");
    }

    @Test
    void each_sees_at_once_what_the_other_has_kept() {
        var call = new CallKey("42", "acme", "call-7");
        assertThat(other.calls().recall(call, NOON)).isEmpty();
        var request = new Receipts.Request(new Receipts.Key("42", "k"), "print", "e1", "one", NOON.plusSeconds(600));

        one.calls().remember(call, object("logId", "90"), NOON.plusSeconds(60));
        one.revisions().keep("h", java.util.Map.of("a.yaml", "name: ệ"), "ann", NOON);
        one.receipts().begin(request, NOON);
        one.receipts().answer(request.key(), "one", "the answer");
        one.nodes().beat("one", 1);

        assertThat(other.calls().recall(call, NOON).path("logId").asText()).isEqualTo("90");
        assertThat(other.revisions().newest().orElseThrow().documents()).containsEntry("a.yaml", "name: ệ");
        assertThat(other.receipts().begin(request, NOON)).isEqualTo(new Receipts.Answered("the answer"));
        assertThat(other.nodes().within(other.nodes().silence()))
                .containsExactly(new Node(one.nodes().own(), "one", 1));
        assertThat(other.nodes().isGone(one.nodes().own())).isFalse();
        one.nodes().leave();
        assertThat(other.nodes().isGone(one.nodes().own())).isTrue();
    }

    @Test
    void another_key_than_that_of_the_first_node_is_refused(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> MysqlStore.open(address, elsewhere, Optional.empty()))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("master key");
    }

    @Test
    void two_transactions_that_wait_for_each_other_both_come_to_an_end() {
        one.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        var bothHaveOne = new CountDownLatch(2);

        var there = supplyAsync(() -> locks(one, "a", bothHaveOne, "b"));
        var back = supplyAsync(() -> locks(other, "b", bothHaveOne, "a"));

        assertThat(there.join()).contains("b");
        assertThat(back.join()).contains("a");
    }

    private static Optional<String> locks(MysqlStore store, String first, CountDownLatch bothHaveOne, String then) {
        return store.writer().write(session -> {
            lock(session, first);
            bothHaveOne.countDown();
            Latches.await(bothHaveOne);
            return lock(session, then);
        });
    }

    private static Optional<String> lock(Session session, String lane) throws SQLException {
        return session.first("select lane from lane where lane = ? for update", row -> row.text("lane"), lane);
    }

    @Test
    void letters_that_two_nodes_replay_at_once_come_again_once_and_are_counted_once() {
        var jobs = Stream.of("1", "2", "3", "4", "5", "6", "7", "8")
                .map(id -> job(id, id))
                .toList();
        var ids = jobs.stream().map(Job::id).toList();
        one.lanes().accept(jobs);
        assertThat(claimed(one)).containsExactlyElementsOf(ids);

        for (var round = 0; round < 20; round++) {
            jobs.forEach(this::bury);
            var atOnce = Stream.of(one, other)
                    .map(store -> supplyAsync(() -> store.letters().again(ids, OptionalLong.empty(), NOON)))
                    .toList();

            assertThat(atOnce.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(ids.size());
            assertThat(claimed(one)).containsExactlyElementsOf(ids);
        }
    }

    private void bury(Job job) {
        var letter = new Letter(job, Letter.Kind.DEAD, "refused", NOON, Optional.empty());
        one.lanes().bury(letter, object("status", "failed"));
    }

    private void endLeases() {
        one.writer().write(session -> session.run("update lane set lease_until = 0"));
    }

    private static List<String> claimed(MysqlStore store) {
        return store.lanes().claim(NOON, 10).stream().map(Job::id).toList();
    }
}
