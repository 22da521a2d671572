package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for an answer never waits behind the background work, however much of it there is (promise 15). */
class AsideTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final int QUEUED = LONG ? 100_000 : 1_000;
    private static final Duration WHILE = Duration.ofSeconds(LONG ? 20 : 2);
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final double PER_SECOND = LONG ? 50 : 20;
    private static final int CENTRES = 10;
    /** Jobs that an engine does at the same time. */
    private static final int AT_ONCE = 256;

    @TempDir
    Path directory;

    private final AtomicLong found = new AtomicLong();
    private final AtomicLong saved = new AtomicLong();
    private volatile Runnable manner = () -> LockSupport.parkNanos(SLOW.toNanos());
    private HttpServer partner;

    @BeforeEach
    void a_partner_answers_questions_at_once_and_saves_slowly() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        partner.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        partner.createContext("/find", exchange -> {
            found.incrementAndGet();
            answer(exchange);
        });
        partner.createContext("/save", exchange -> {
            saved.incrementAndGet();
            manner.run();
            answer(exchange);
        });
        partner.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @AfterEach
    void ends() {
        partner.stop(0);
    }

    private NodeProcess server() throws IOException {
        var documents = Files.createDirectories(directory.resolve("config"));
        var text = new StringBuilder(Samples.LOOPBACK).append("""
                kind: Template
                name: crm
                baseUrl: "http://{{integrator.host}}"
                endpoints:
                  - { name: find, type: GetData, trigger: call-start, timeout: 3s, url: /find, result: { id: id } }
                  - { name: save, type: PostData, trigger: call-end, timeout: 60s, url: /save, body: { call: { $from: body.callId } } }
                """);
        for (var centre = 0; centre < CENTRES; centre++) {
            text.append(
                    "---%n{ kind: Integrator, name: t%d, template: crm, callcenterId: CC-%d, host: \"127.0.0.1:%d\" }%n"
                            .formatted(centre, centre, partner.getAddress().getPort()));
        }
        Files.writeString(documents.resolve("all.yaml"), text);
        return NodeProcess.start(documents, directory.resolve("data"), Optional.empty(), "-Xmx512m");
    }

    private static String centre(long number) {
        return "CC-" + number % CENTRES;
    }

    @Test
    void an_answer_does_not_wait_behind_what_is_queued() throws IOException {
        try (var node = server();
                var asking = new Load(node.address());
                var saving = new Load(node.address(), "call-end")) {
            asking.closed(4, WHILE, AsideTest::centre);
            var idle = asking.open(PER_SECOND, WHILE, AsideTest::centre);
            var queued = fill(saving, QUEUED);
            var before = found.get();

            var busy = asking.open(PER_SECOND, WHILE, AsideTest::centre);

            System.out.printf(
                    "P15: %d queued, %d of them begun; p99 of an answer %.1f ms idle, %.1f ms beside the queue%n",
                    queued, saved.get(), idle.p99(200), busy.p99(200));
            assertThat(busy.others(200)).isEmpty();
            assertThat(found.get() - before)
                    .as("questions that the partner got")
                    .isEqualTo(busy.shots().size());
            assertThat(saved.get())
                    .as("the queue was there all the time")
                    .isPositive()
                    .isLessThan(queued);
            if (LONG) {
                assertThat(busy.p99(200)).isLessThan(1.5 * idle.p99(200) + 5);
            }
        }
    }

    /** A queue that is worked off as fast as it goes takes whatever processor it finds. */
    @Test
    void an_answer_does_not_wait_behind_what_is_being_worked_off() throws IOException {
        try (var node = server();
                var asking = new Load(node.address());
                var saving = new Load(node.address(), "call-end")) {
            asking.closed(4, WHILE, AsideTest::centre);
            var idle = asking.open(PER_SECOND, WHILE, AsideTest::centre);
            var queued = fill(saving, LONG ? QUEUED / 4 : QUEUED);
            manner = () -> {};
            asking.closed(1, Duration.ofSeconds(1), AsideTest::centre);
            var before = saved.get();

            var busy = asking.open(PER_SECOND, WHILE, AsideTest::centre);

            System.out.printf(
                    "P15, a partner that saves at once: %d queued, %.0f a second done; p99 of an answer %.1f ms idle, %.1f ms"
                            + " beside the queue%n",
                    queued, (saved.get() - before) * 1e3 / WHILE.toMillis(), idle.p99(200), busy.p99(200));
            assertThat(busy.others(200)).isEmpty();
            Site.until(Trial.PATIENCE, () -> saved.get() >= (LONG ? before + 1 : queued));
        }
    }

    /** As many connections to one partner as background work may have would leave none for an answer, if there were no more. */
    @Test
    void an_answer_comes_although_all_background_work_hangs_at_the_same_partner() throws IOException {
        var release = new CountDownLatch(1);
        manner = () -> hang(release);
        try (var node = server();
                var asking = new Load(node.address());
                var saving = new Load(node.address(), "call-end")) {
            fill(saving, QUEUED);
            Site.until(Trial.PATIENCE, () -> saved.get() >= AT_ONCE);

            var answered = asking.open(10, Duration.ofSeconds(2), AsideTest::centre);

            assertThat(answered.others(200)).isEmpty();
            assertThat(found.get()).as("questions that the partner got").isEqualTo(20);
        } finally {
            release.countDown();
        }
    }

    private static void hang(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    private static long fill(Load saving, long atLeast) {
        var queued = 0L;
        while (queued < atLeast) {
            queued +=
                    saving.closed(16, Duration.ofSeconds(1), AsideTest::centre).count(202);
        }
        return queued;
    }
}
