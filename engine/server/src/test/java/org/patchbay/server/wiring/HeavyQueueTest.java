package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits is on disk: much more of it can wait than there is memory for (promises 17 and 29). */
class HeavyQueueTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final String MEMORY = LONG ? "-Xmx256m" : "-Xmx96m";
    /** The quick compiler knows no instructions for what seals a megabyte. */
    private static final String CIPHERS = "-XX:TieredStopAtLevel=4";

    private static final int CALLS = LONG ? 120 : 12;
    /** Events of each call. */
    private static final int EVENTS = 5;

    private static final long PAUSE = 20_000_000;
    private static final String LARGE = "x".repeat(1_000_000);

    @TempDir
    Path directory;

    private final Recorder recorder = new Recorder(1, 0);
    private final AtomicInteger refused = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile boolean down = true;
    private HttpServer partner;

    @BeforeEach
    void a_partner_that_is_down() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        partner.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        partner.createContext("/calls", this::answer);
        partner.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var length = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            if (down || length < LARGE.length()) {
                refused.incrementAndGet();
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var parts = exchange.getRequestURI().getPath().split("/", -1);
            var number = Integer.parseInt(parts[3]);
            var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            recorder.begin(parts[2], number, key);
            recorder.end(parts[2], number, key);
            exchange.sendResponseHeaders(201, -1);
        }
    }

    @AfterEach
    void ends() {
        partner.stop(0);
        client.close();
    }

    private NodeProcess server() throws IOException {
        var documents = Files.createDirectories(directory.resolve("config"));
        Files.writeString(
                documents.resolve("all.yaml"),
                Samples.LOOPBACK + """
                kind: Template
                name: crm
                baseUrl: "http://{{integrator.host}}"
                endpoints:
                  - name: save
                    type: PostData
                    trigger: call-end
                    timeout: 30s
                    url: "/calls/{call}/{n}"
                    parameters:
                      - { name: call, type: path, from: body.callId }
                      - { name: n, type: path, from: body.data.n }
                    body: { text: { $from: body.data.text } }
                    idempotencyKey: header.Idempotency-Key
                    retry: { schedule: [1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s], within: 1h, jitter: none }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "127.0.0.1:%d" }
                """.formatted(partner.getAddress().getPort()));
        return NodeProcess.start(documents, directory.resolve("data"), Optional.empty(), MEMORY, CIPHERS);
    }

    @Test
    void a_queue_is_larger_than_memory_also_when_a_server_begins_with_it() throws Exception {
        try (var node = server()) {
            report(node, 0, EVENTS - 1);
            assertThat(node.isAlive()).isTrue();
            node.kill();
        }
        var before = refused.get();
        try (var node = server()) {
            Site.until(Trial.PATIENCE, () -> refused.get() > before);
            report(node, EVENTS - 1, EVENTS);
            down = false;

            Site.until(Trial.PATIENCE, () -> recorder.count() == CALLS * EVENTS || !node.isAlive());

            assertThat(node.isAlive()).isTrue();
            assertThat(recorder.count()).isEqualTo(CALLS * EVENTS);
            assertThat(recorder.early()).isEmpty();
            assertThat(recorder.repeated()).isEmpty();
        }
    }

    /** Reports events of all calls, from that number to below that one. */
    private void report(NodeProcess node, int from, int to) throws Exception {
        try (var callers = Executors.newFixedThreadPool(4)) {
            for (var number = from; number < to; number++) {
                var next = number;
                var calls = callers.invokeAll(IntStream.range(0, CALLS)
                        .mapToObj(call -> Executors.callable(() -> insist(node, call, next)))
                        .toList());
                for (var call : calls) {
                    call.get();
                }
            }
        }
    }

    /** As often as there is no room for so much at the same time. */
    private void insist(NodeProcess node, int call, int number) {
        var body = "{\"callcenterId\":\"CC-1\",\"callId\":\"c%d\",\"data\":{\"n\":%d,\"text\":\"%s\"}}"
                .formatted(call, number, LARGE);
        var request = HttpRequest.newBuilder(URI.create(node.address() + "/api/v1/triggers/call-end"))
                .header("Authorization", "Bearer " + NodeProcess.KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            for (var status = 503; status == 503; ) {
                status = client.send(request, BodyHandlers.discarding()).statusCode();
                LockSupport.parkNanos(status == 503 ? PAUSE : 0);
                assertThat(status).isIn(202, 503);
            }
        } catch (IOException gone) {
            assertThat(node.isAlive()).as("the server lives").isTrue();
            insist(node, call, number);
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }
}
