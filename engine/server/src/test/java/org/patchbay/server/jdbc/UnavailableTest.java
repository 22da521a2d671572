package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Samples;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.LoggerFactory;

class UnavailableTest {
    @TempDir
    Path directory;

    private SqliteStore store;

    @BeforeEach
    void opens() {
        store = SqliteStore.open(directory, Optional.empty());
    }

    @AfterEach
    void closes() {
        store.close();
    }

    @Test
    void refuses_what_does_not_fit_on_the_disk_and_keeps_nothing_of_it() {
        pages(1);

        assertThatThrownBy(() -> store.revisions().keep("h", Map.of("a.yaml", "x".repeat(2_000_000)), "ann", NOON))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("the disk that holds the store is full");

        assertThat(store.revisions().newest()).isEmpty();
    }

    @Test
    void refuses_jobs_while_the_disk_is_full_and_accepts_again_right_after() {
        pages(1);
        assertThatThrownBy(this::acceptUntilFull).isInstanceOf(StoreUnavailable.class);
        var accepted = store.lanes().waiting();

        pages(1000000);
        store.lanes().accept(List.of(job("last", "last")));

        assertThat(store.lanes().waiting()).isEqualTo(accepted + 1);
        reopen();
        assertThat(store.lanes().claim(NOON, 100_000))
                .hasSize(accepted + 1)
                .last()
                .extracting(Job::id)
                .isEqualTo("last");
    }

    private void acceptUntilFull() {
        for (var number = 0; number < 10_000; number++) {
            store.lanes().accept(List.of(job("a" + number, "a" + number), job("b" + number, "b" + number)));
        }
    }

    @Test
    void says_that_it_is_read_only() {
        run("pragma query_only = on");

        assertThatThrownBy(() -> store.lanes().accept(List.of(job("1", "a"))))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("the store is read-only");

        assertThat(store.lanes().waiting()).isZero();
        assertThat(store.lanes().claim(NOON, 1)).isEmpty();
    }

    @Test
    void keeps_nothing_in_a_file_that_was_taken_away_and_goes_on_when_it_is_back() throws IOException {
        var file = directory.resolve("patchbay.db");
        var elsewhere = directory.resolve("elsewhere.db");
        store.lanes().accept(List.of(job("0", "z")));
        Files.move(file, elsewhere);

        assertThatThrownBy(() -> store.lanes().accept(List.of(job("1", "a"))))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("the file of the store was taken away while it was open: " + file);
        Files.copy(elsewhere, file);
        assertThatThrownBy(() -> store.lanes().accept(List.of(job("2", "b"))))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("the file of the store was replaced while it was open: " + file);

        Files.move(elsewhere, file, StandardCopyOption.REPLACE_EXISTING);
        store.lanes().accept(List.of(job("3", "c")));
        assertThat(store.lanes().claim(NOON, 10)).extracting(Job::id).containsExactlyInAnyOrder("0", "3");
    }

    @Test
    void says_that_it_is_closed() {
        store.close();

        assertThatThrownBy(() -> store.lanes().accept(List.of(job("1", "a")))).hasMessage("the store is closed");
        assertThatThrownBy(() -> store.revisions().newest())
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("the store is closed");
    }

    @Test
    void leaves_a_lane_taken_until_its_end_could_be_kept() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a")));
        store.lanes().claim(NOON, 1);
        run("create trigger failing before delete on job begin select raise(abort, 'not now'); end");

        assertThatThrownBy(() -> store.lanes().finish(job("1", "a"), Optional.empty()))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(store.lanes().claim(NOON, 1)).isEmpty();

        run("drop trigger failing");
        store.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(store.lanes().claim(NOON, 1)).containsExactly(job("2", "a"));
    }

    @Test
    void fails_no_work_for_the_sake_of_other_work_in_the_same_transaction() throws Exception {
        var gate = new CountDownLatch(1);
        var runs = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new CountDownLatch(1);
            var first = callers.submit(() -> store.writer().write(_ -> {
                begun.countDown();
                return awaited(gate);
            }));
            begun.await();
            var good = new ArrayList<Future<Integer>>();
            for (var number = 0; number < 50; number++) {
                good.add(callers.submit(() -> store.writer().write(session -> {
                    runs.incrementAndGet();
                    return session.run("insert into revision (hash, author, accepted_at) values ('h', 'ann', 0)");
                })));
            }
            var bad = callers.submit(
                    () -> store.writer().write(session -> session.run("insert into revision (number) values ('x')")));
            while (store.writer().waiting() < 51) {
                Thread.onSpinWait();
            }
            gate.countDown();

            assertThatThrownBy(bad::get).hasRootCauseInstanceOf(java.sql.SQLException.class);
            assertThat(first.get()).isTrue();
            for (var one : good) {
                assertThat(one.get()).isEqualTo(1);
            }
        }

        assertThat(store.revisions().list(100)).hasSize(50);
        assertThat(runs).as("they shared a transaction, which was undone").hasValueGreaterThan(50);
    }

    private static boolean awaited(CountDownLatch gate) {
        try {
            gate.await();
            return true;
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    @Test
    void drops_and_counts_executions_for_which_there_is_no_room() {
        var step = Samples.step("x".repeat(20 << 20), "savelog");

        store.journal().append(Samples.execution("big", step));
        store.journal().append(Samples.execution("small"));

        assertThat(store.droppedExecutions()).isEqualTo(1);
        assertThat(store.journal().list(Filter.newest(10))).containsExactly(Samples.execution("small"));
    }

    @Test
    void drops_and_counts_executions_that_could_not_be_written() {
        run("create trigger failing before insert on execution begin select raise(abort, 'not now'); end");

        store.journal().append(Samples.execution("e1"));

        assertThat(store.journal().list(Filter.newest(10))).isEmpty();
        assertThat(store.droppedExecutions()).isEqualTo(1);
    }

    @Test
    void keeps_the_newer_of_two_executions_when_the_older_has_to_be_written_alone() throws Exception {
        var newer = Samples.execution("e1", Samples.step("acme", "savelog"));
        run(
                "create trigger failing before insert on execution when new.id = 'bad' begin select raise(abort, 'no'); end");
        store.journal().append(Samples.execution("e0"));
        assertThat(store.journal().find("e0", Optional.empty()))
                .as("there is a key to seal with")
                .isPresent();
        var gate = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new CountDownLatch(1);
            callers.execute(() -> store.writer().write(_ -> {
                begun.countDown();
                return awaited(gate);
            }));
            begun.await();
            store.journal().append(Samples.execution("e1"));
            store.journal().append(Samples.execution("bad"));
            store.writer()
                    .later(
                            _ -> {
                                store.journal().append(newer);
                                return true;
                            },
                            _ -> {});
            for (var number = 0; number < 64; number++) {
                store.journal().append(Samples.execution("f" + number));
            }
            gate.countDown();
        }
        assertThat(store.journal().list(Filter.newest(1)))
                .as("a list waits until all is written")
                .isNotEmpty();

        assertThat(store.journal().find("e1", Optional.empty())).contains(newer);
        assertThat(store.journal().find("f63", Optional.empty())).isPresent();
        assertThat(store.droppedExecutions()).isEqualTo(1);
    }

    @Test
    void leaves_a_job_waiting_that_cannot_be_read_and_goes_on_with_the_others() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        run("update job set sealed = zeroblob(40) where id = '1'");

        assertThat(store.lanes().claim(NOON, 10)).containsExactly(job("2", "b"));
        assertThat(store.lanes().waiting()).isEqualTo(2);
    }

    @Test
    void tells_of_a_job_that_cannot_be_read_in_one_line() {
        var log = (Logger) LoggerFactory.getLogger(SqliteLanes.class);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        log.addAppender(heard);
        store.lanes().accept(List.of(job("1", "a")));
        run("update job set sealed = zeroblob(40) where id = '1'");

        assertThat(store.lanes().claim(NOON, 10)).isEmpty();
        log.detachAppender(heard);

        assertThat(heard.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage())
                    .startsWith("job.unreadable id=1 lane=a")
                    .contains("not sealed");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    private void reopen() {
        store.close();
        store = SqliteStore.open(directory, Optional.empty());
    }

    private void pages(int atMost) {
        store.writer().write(session -> session.list("pragma max_page_count = " + atMost, row -> true));
    }

    private void run(String sql) {
        store.writer().write(session -> session.run(sql));
    }
}
