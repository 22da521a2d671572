package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tenant's trouble is not the others', and too much at once is refused and survived (promises 16 and 17). */
class IsolationTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final Duration WHILE = Duration.ofSeconds(LONG ? 30 : 2);
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int QUIET = 19;
    /** Few enough in short runs for a machine that has to do much else. */
    private static final int QUIET_PER_SECOND = LONG ? 60 : 15;

    /** A hundred times what one of the quiet ones has in long runs. */
    private static final double NOISY_PER_SECOND = 60 * 100.0 / QUIET;

    private static final String MEMORY = "-Xmx256m";
    /** Long runs measure what was compiled for speed, as in production; the others have no time to get there. */
    private static final String COMPILER = "-XX:TieredStopAtLevel=" + (LONG ? 4 : 1);

    private static final Duration WARM = LONG ? Duration.ofSeconds(90) : WHILE.dividedBy(2);

    @TempDir
    Path directory;

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer partner;

    @BeforeEach
    void a_partner_answers_or_hangs() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        partner.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        partner.createContext("/fast", exchange -> {
            var answer = "{\"id\":7,\"name\":\"An\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        partner.createContext("/hangs", exchange -> {
            try (exchange) {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        partner.start();
    }

    @AfterEach
    void ends() {
        end.countDown();
        partner.stop(0);
    }

    private NodeProcess server() throws IOException {
        var documents = Files.createDirectories(directory.resolve("config"));
        var text = new StringBuilder(Samples.LOOPBACK)
                .append(template("fast"))
                .append(template("hangs"))
                .append(integrator("hangs", 0));
        for (var i = 1; i <= QUIET; i++) {
            text.append(integrator("fast", i));
        }
        Files.writeString(documents.resolve("all.yaml"), text.substring(0, text.lastIndexOf("---")));
        var node = NodeProcess.start(documents, directory.resolve("data"), Optional.empty(), MEMORY, COMPILER);
        if (LONG) {
            pin(node.pid(), "0");
            pin(ProcessHandle.current().pid(), "1-" + Math.max(1, CORES - 1));
        }
        return node;
    }

    /** In long runs the server has a core for itself, and those who call and are called by it have the others. */
    private static void pin(long process, String cores) throws IOException {
        var pinned = new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(process))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(pinned.onExit().join().exitValue()).as("taskset").isZero();
    }

    @AfterAll
    static void goes_back_to_all_cores() throws IOException {
        if (LONG) {
            pin(ProcessHandle.current().pid(), "0-" + (CORES - 1));
        }
    }

    private static String template(String name) {
        return """
                kind: Template
                name: %s
                baseUrl: "http://{{integrator.host}}"
                endpoints:
                  - { name: find, type: GetData, trigger: call-start, timeout: 3s, url: /%s, result: { id: id } }
                ---
                """.formatted(name, name);
    }

    private String integrator(String template, int number) {
        return "{ kind: Integrator, name: t%d, template: %s, callcenterId: CC-%d, host: \"127.0.0.1:%d\" }%n---%n"
                .formatted(number, template, number, partner.getAddress().getPort());
    }

    private static String quiet(long number) {
        return "CC-" + (1 + number % QUIET);
    }

    @Test
    void a_tenant_whose_partner_hangs_is_held_back_and_the_others_notice_nothing() throws IOException {
        try (var node = server();
                var load = new Load(node.address())) {
            load.closed(4, WARM, IsolationTest::quiet);
            var before = load.open(QUIET_PER_SECOND, WHILE, IsolationTest::quiet);
            var noise = load.inBackground(() -> load.open(NOISY_PER_SECOND, WHILE.multipliedBy(2), _ -> "CC-0"));
            load.open(QUIET_PER_SECOND, WHILE.dividedBy(2), IsolationTest::quiet);
            var during = load.open(QUIET_PER_SECOND, WHILE, IsolationTest::quiet);
            var noisy = Load.result(noise);

            System.out.printf(
                    "P16: others p99 %.1f ms before, %.1f ms during; noisy: %d calls, %d refused, p99 of a refusal %.1f ms%n",
                    before.p99(200), during.p99(200), noisy.shots().size(), noisy.count(429), noisy.p99(429));
            assertThat(before.others(200)).isEmpty();
            assertThat(during.others(200)).isEmpty();
            assertThat(noisy.count(429)).isPositive();
            assertThat(noisy.shots())
                    .filteredOn(shot -> shot.status() == 429)
                    .allMatch(shot -> shot.retryAfter().matches("[1-9]\\d*"));
            assertThat(during.p99(200)).isLessThan(LONG ? before.p99(200) * 1.25 + 5 : Double.MAX_VALUE);
            assertThat(node.isAlive()).isTrue();
        }
    }

    @Test
    void three_times_as_much_as_it_can_do_is_refused_in_part_and_survived() throws IOException {
        try (var node = server();
                var load = new Load(node.address())) {
            load.closed(16, WARM, IsolationTest::quiet);
            var peak = load.closed(16, WHILE, IsolationTest::quiet);

            var ramp = load.ramp(peak.perSecond(200) * 3, WHILE.dividedBy(3), WHILE, IsolationTest::quiet);
            var over = ramp.held();
            var after = load.closed(16, WHILE, IsolationTest::quiet);

            System.out.printf(
                    "P17: peak %.0f/s, at 3 x %.0f/s, refused %d of %d, p99 of a refusal %.1f ms, afterwards %.0f/s%n",
                    peak.perSecond(200),
                    over.perSecond(200),
                    over.others(200).size(),
                    over.shots().size(),
                    over.p99(429, 503),
                    after.perSecond(200));
            assertThat(node.isAlive()).isTrue();
            assertThat(ramp.others(200))
                    .allMatch(shot -> List.of(429, 503).contains(shot.status())
                            && shot.retryAfter().matches("[1-9]\\d*"));
            assertThat(after.others(200)).isEmpty();
            assertThat(over.p99(429, 503)).isLessThan(LONG ? 1_000 : Double.MAX_VALUE);
            assertThat(over.count(200)).isGreaterThan(peak.count(200) / 4);
            assertThat(over.perSecond(200)).isGreaterThanOrEqualTo(LONG ? peak.perSecond(200) * 0.8 : 0);
        }
    }
}
