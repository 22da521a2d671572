package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
    private static final long MOMENT = Duration.ofMillis(100).toNanos();

    @TempDir
    Path directory;

    private final AtomicInteger transactions = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    private Writer writer;

    @BeforeEach
    void opens() throws Exception {
        var file = DataDirectory.at(directory).database();
        var inner = new SqliteTransactions(file.writing(), SameFile.at(file.file()));
        writer = new Writer(
                new Transactions() {
                    @Override
                    public <T> T write(Work<T> work) throws SQLException {
                        transactions.incrementAndGet();
                        return inner.write(work);
                    }

                    @Override
                    public boolean othersWrote() {
                        return inner.othersWrote();
                    }

                    @Override
                    public void close() throws SQLException {
                        inner.close();
                    }
                },
                Duration.ZERO);
    }

    @AfterEach
    void closes() {
        writer.close();
    }

    private Work<Boolean> work(String name) {
        return _ -> done.add(name);
    }

    private void soon(String name) {
        writer.soon(work(name), _ -> {}, () -> {});
    }

    @Test
    void what_is_to_be_kept_soon_is_kept_together_with_what_comes_in_the_same_moment() {
        writer.write(work("first"));
        var begun = System.nanoTime();
        var before = transactions.get();

        for (var number = 0; number < 20_000; number++) {
            soon("note");
        }
        writer.settle();

        var moments = (System.nanoTime() - begun) / MOMENT;
        assertThat(done).hasSize(20_001);
        assertThat(transactions.get() - before).isLessThanOrEqualTo(Math.toIntExact(moments) + 2);
    }

    @Test
    void what_is_to_be_kept_soon_is_kept_before_what_is_written_after_it() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        writer.soon(
                _ -> {
                    begun.countDown();
                    return Latches.await(held);
                },
                _ -> {},
                () -> {});
        begun.await();
        soon("note");
        var other = Thread.ofVirtual().start(() -> writer.write(work("write")));
        while (writer.waiting() == 0) {
            Thread.onSpinWait();
        }
        held.countDown();
        other.join();

        assertThat(List.copyOf(done)).containsExactly("note", "write");
    }

    @Test
    void what_is_to_be_kept_soon_is_kept_though_nothing_is_written_after_it() throws InterruptedException {
        var kept = new CountDownLatch(1);

        writer.soon(work("note"), _ -> kept.countDown(), () -> {});
        kept.await();

        assertThat(done).containsExactly("note");
    }

    @Test
    void what_is_to_be_kept_soon_is_kept_before_the_writer_ends() {
        soon("note");
        writer.close();

        assertThat(done).containsExactly("note");
    }
}
