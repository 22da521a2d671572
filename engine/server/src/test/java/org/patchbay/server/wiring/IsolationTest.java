package org.patchbay.server.wiring;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.wiring.Load.Ramp;
import org.patchbay.server.wiring.Load.Shot;
import org.patchbay.server.wiring.Load.Volley;

/** One tenant's trouble is not the others', and too much at once is refused and survived (promises 16 and 17). */
class IsolationTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final Duration WHILE = Duration.ofSeconds(LONG ? 30 : 2);
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int QUIET = 19;
    /** Turns of what is just enough and what is too much. */
    private static final int ROUNDS = LONG ? 6 : 1;

    /** One whose partner hangs too, before anything is measured. */
    private static final String ANOTHER = "CC-" + (QUIET + 1);

    /** Few enough in short runs for a machine that has to do much else. */
    private static final int QUIET_PER_SECOND = LONG ? 60 : 15;

    /** A hundred times what one of the quiet ones has in long runs. */
    private static final double NOISY_PER_SECOND = 60 * 100.0 / QUIET;

    /** What promise 17 asks for. */
    private static final List<String> LITTLE = List.of("-Xmx256m");
    /** In long runs as in production: it should not be garbage that one in a hundred of the quiet ones waits for. */
    private static final List<String> USUAL = LONG ? List.of("-Xmx512m", "-XX:-UseSerialGC", "-XX:+UseG1GC") : LITTLE;

    /** Long runs measure what was compiled for speed, as in production, what refuses as well; the others have no time to get there. */
    private static final String COMPILER = "-XX:TieredStopAtLevel=" + (LONG ? 4 : 1);

    private static final Duration WARM = LONG ? Duration.ofSeconds(90) : WHILE.dividedBy(2);

    private static final String FAST = """
            kind: Template
            name: fast
            baseUrl: "http://{{integrator.host}}"
            endpoints:
              - { name: find, type: GetData, trigger: call-start, timeout: 3s, url: /fast, result: { id: id } }
            ---
            """;
    /** About as much as the call of a customer needs: who it is, and what he has asked lately. */
    private static final String SEARCH = """
            kind: Template
            name: search
            baseUrl: "http://{{integrator.host}}"
            endpoints:
              - { name: find, type: GetData, trigger: call-start, timeout: 3s, url: /list, result: { id: id } }
              - { name: tickets, type: GetData, trigger: call-start, timeout: 3s, after: find,
                  url: "/list?of={{result.find.id}}", result: { last: "items[0].name" } }
            ---
            """;

    private static final String HANGS = FAST.replace("fast", "hangs");

    @TempDir
    Path directory;

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer partner;
    private HttpServer another;

    @BeforeEach
    void partners_answer_or_hang() throws IOException {
        partner = partner();
        another = partner();
    }

    private HttpServer partner() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answers(server, "/fast", "{\"id\":7,\"name\":\"An\"}");
        answers(server, "/list", customers());
        server.createContext("/hangs", exchange -> {
            try (exchange) {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private static void answers(HttpServer server, String path, String text) {
        var answer = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
    }

    /** A page of a search. */
    private static String customers() {
        return IntStream.range(0, 40)
                .mapToObj(number ->
                        "{\"id\":%d,\"name\":\"Customer %d\",\"phone\":\"+8490%07d\",\"mail\":\"c%d@example.org\"}"
                                .formatted(number, number, number, number))
                .collect(joining(",", "{\"id\":7,\"items\":[", "]}"));
    }

    @AfterEach
    void ends() {
        end.countDown();
        partner.stop(0);
        another.stop(0);
    }

    /**
     * A server with the tenants that have something to do with one another.
     *
     * @param quiet the template of those that notice nothing
     */
    private NodeProcess server(List<String> memory, String quiet) throws IOException {
        var documents = Files.createDirectories(directory.resolve("config"));
        var text = new StringBuilder(Samples.LOOPBACK)
                .append(FAST)
                .append(SEARCH)
                .append(HANGS)
                .append(integrator("hangs", 0, partner))
                .append(integrator("hangs", QUIET + 1, another));
        for (var i = 1; i <= QUIET; i++) {
            text.append(integrator(quiet, i, partner));
        }
        Files.writeString(documents.resolve("all.yaml"), text.substring(0, text.lastIndexOf("---")));
        var options = Stream.concat(memory.stream(), Stream.of(COMPILER)).toArray(String[]::new);
        return NodeProcess.start(documents, directory.resolve("data"), Optional.empty(), options);
    }

    /** In long runs the server has a core for itself while it is measured, and those who call and are called by it have the others. */
    private static void part(NodeProcess node) throws IOException {
        if (LONG) {
            pin(node.pid(), "0");
            pin(ProcessHandle.current().pid(), "1-" + Math.max(1, CORES - 1));
        }
    }

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

    private static String integrator(String template, int number, HttpServer partner) {
        return "{ kind: Integrator, name: t%d, template: %s, callcenterId: CC-%d, host: \"127.0.0.1:%d\" }%n---%n"
                .formatted(number, template, number, partner.getAddress().getPort());
    }

    private static String quiet(long number) {
        return "CC-" + (1 + number % QUIET);
    }

    @Test
    void a_tenant_whose_partner_hangs_is_held_back_and_the_others_notice_nothing() throws IOException {
        try (var node = server(USUAL, "fast");
                var load = new Load(node.address())) {
            var noiseBefore = load.inBackground(() -> load.open(NOISY_PER_SECOND, WARM.dividedBy(3), _ -> ANOTHER));
            load.closed(4, WARM, IsolationTest::quiet);
            Load.result(noiseBefore);
            part(node);
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

    /**
     * What it does when it has just enough to do, and with three times that: in turns, as a machine that others use too is not the same
     * for a minute.
     */
    private record Rounds(List<Volley> usual, List<Ramp> tooMuch) {
        static Rounds of(Load load, Duration time) {
            var rounds = new Rounds(new ArrayList<>(), new ArrayList<>());
            for (var round = 0; round < ROUNDS; round++) {
                var usual = load.closed(16, time, IsolationTest::quiet);
                rounds.usual.add(usual);
                rounds.tooMuch.add(load.ramp(usual.perSecond(200) * 3, time.dividedBy(2), time, IsolationTest::quiet));
                if (LONG) {
                    load.closed(16, time.dividedBy(5), IsolationTest::quiet);
                }
            }
            return rounds;
        }

        double peak() {
            return usual.stream()
                    .mapToDouble(volley -> volley.perSecond(200))
                    .average()
                    .orElseThrow();
        }

        double perSecond() {
            return tooMuch.stream()
                    .mapToDouble(ramp -> ramp.held().perSecond(200))
                    .average()
                    .orElseThrow();
        }

        /** All that was asked while there was too much. */
        Volley held() {
            var all = tooMuch.stream()
                    .flatMap(ramp -> ramp.held().shots().stream())
                    .toList();
            var last = tooMuch.getLast().held();
            return new Volley(all, last.took().multipliedBy(tooMuch.size()), last.over());
        }

        List<Shot> refused() {
            return tooMuch.stream().flatMap(ramp -> ramp.others(200).stream()).toList();
        }
    }

    @Test
    void three_times_as_much_as_it_can_do_is_refused_in_part_and_survived() throws IOException {
        try (var node = server(LITTLE, "search");
                var load = new Load(node.address())) {
            var first = load.closed(16, WARM, IsolationTest::quiet);
            part(node);
            load.ramp(first.perSecond(200) * 3, WHILE.dividedBy(3), WHILE.dividedBy(3), IsolationTest::quiet);
            load.closed(16, WHILE.dividedBy(3), IsolationTest::quiet);

            var rounds = Rounds.of(load, WHILE.dividedBy(ROUNDS));
            var held = rounds.held();
            var after = load.closed(16, WHILE.dividedBy(3), IsolationTest::quiet);

            System.out.printf(
                    "P17: peak %.0f/s, at 3 x %.0f/s, refused %d of %d, p99 of a refusal %.1f ms, afterwards %.0f/s%n",
                    rounds.peak(),
                    rounds.perSecond(),
                    held.others(200).size(),
                    held.shots().size(),
                    held.p99(429, 503),
                    after.perSecond(200));
            assertThat(node.isAlive()).isTrue();
            assertThat(rounds.refused())
                    .allMatch(shot -> List.of(429, 503).contains(shot.status())
                            && shot.retryAfter().matches("[1-9]\\d*"));
            assertThat(after.others(200)).isEmpty();
            assertThat(held.p99(429, 503)).isLessThan(LONG ? 1_000 : Double.MAX_VALUE);
            assertThat(held.count(200))
                    .isGreaterThan(rounds.usual().stream()
                                    .mapToLong(one -> one.count(200))
                                    .sum()
                            / 4);
            assertThat(after.perSecond(200))
                    .isGreaterThanOrEqualTo(LONG ? rounds.usual().getFirst().perSecond(200) * 0.6 : 0);
            assertThat(rounds.perSecond()).isGreaterThanOrEqualTo(LONG ? rounds.peak() * 0.8 : 0);
        }
    }
}
