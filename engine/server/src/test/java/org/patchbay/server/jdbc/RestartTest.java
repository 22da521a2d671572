package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.object;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Samples;

class RestartTest {
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
    void gives_the_jobs_that_were_not_finished_in_their_order() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "a"), job("3", "b"), job("4", "c")));
        store.lanes().claim(NOON, 10);
        store.lanes().finish(job("1", "a"), Optional.empty());
        store.lanes().postpone(job("3", "b"), 2, NOON.plusSeconds(5));

        reopen();

        assertThat(store.lanes().waiting()).isEqualTo(3);
        assertThat(store.lanes().claim(NOON, 10)).extracting(Job::id).containsExactly("2", "4");
        assertThat(store.lanes().claim(NOON.plusSeconds(5), 10))
                .containsExactly(job("3", "b").tried(2, NOON.plusSeconds(5)));
    }

    @Test
    void knows_which_job_was_begun_before() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        store.lanes().claim(NOON, 10);
        store.lanes().begin(job("1", "a"));

        reopen();

        assertThat(store.lanes().begun(job("1", "a"))).isTrue();
        assertThat(store.lanes().begun(job("2", "b"))).isFalse();
    }

    @Test
    void still_has_the_results_of_an_execution() {
        store.lanes().accept(List.of(job("1", "a")));
        store.lanes().claim(NOON, 1);
        store.lanes().finish(job("1", "a"), Optional.of(object("ticket", "7")));

        reopen();

        assertThat(store.lanes()
                        .results("execution", "acme")
                        .at("/savelog/ticket")
                        .asText())
                .isEqualTo("7");
    }

    @Test
    void has_every_execution_that_was_appended_before_it_was_closed() {
        IntStream.range(0, 2_000).forEach(number -> store.journal().append(Samples.execution("e" + number)));

        reopen();

        assertThat(store.journal().list(Filter.newest(500))).hasSize(500);
        assertThat(IntStream.range(0, 2_000)
                        .filter(number -> store.journal()
                                .find("e" + number, Optional.empty())
                                .isEmpty()))
                .isEmpty();
        assertThat(store.droppedExecutions()).isZero();
    }

    @Test
    void leaves_one_file_when_it_is_closed() {
        store.lanes().accept(List.of(job("1", "a")));
        assertThat(directory.resolve("patchbay.db-wal")).exists();

        store.close();

        assertThat(directory.resolve("patchbay.db-wal")).doesNotExist();
        assertThat(Files.exists(directory.resolve("patchbay.db"))).isTrue();
    }

    private void reopen() {
        store.close();
        store = SqliteStore.open(directory, Optional.empty());
    }
}
