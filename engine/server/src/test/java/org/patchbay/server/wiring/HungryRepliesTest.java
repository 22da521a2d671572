package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A partner whose replies take as much memory as it can make them take, from a server that has little (promise 29). */
class HungryRepliesTest {
    /** As large as a reply may be. */
    private static final int LARGEST = 2 << 20;

    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final int CALLS = 150;
    private static final String MEMORY = "-Xmx96m";

    @TempDir
    Path directory;

    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer partner;
    private String brought = "0";

    @BeforeEach
    void a_partner_that_sends_much_and_hangs() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        partner.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var text = bytes("{\"all\":\"" + "x".repeat(LARGEST - 10) + "\"}");
        var objects = bytes("{\"all\":[" + "{},".repeat((LARGEST - 16) / 3) + "{}]}");
        var few = bytes("{\"all\":[" + "{},".repeat(48_000 / 3) + "{}]}");
        partner.createContext("/half", exchange -> say(exchange, text, text.length - 1));
        partner.createContext("/text", exchange -> say(exchange, text, text.length));
        partner.createContext("/objects", exchange -> say(exchange, objects, objects.length));
        partner.createContext("/few", exchange -> say(exchange, few, few.length));
        partner.createContext("/fine", exchange -> say(exchange, bytes("{\"all\":7}"), 9));
        partner.createContext("/hangs", exchange -> say(exchange, new byte[9], 0));
        partner.start();
    }

    private void say(HttpExchange exchange, byte[] bytes, int before) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, before);
            exchange.getResponseBody().flush();
            if (before < bytes.length) {
                end.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @AfterEach
    void ends() {
        end.countDown();
        partner.stop(0);
        client.close();
    }

    private NodeProcess server(String way) throws IOException {
        var documents = Files.createDirectories(directory.resolve("config"));
        var host = "127.0.0.1:" + partner.getAddress().getPort();
        Files.writeString(
                documents.resolve("all.yaml"),
                Samples.LOOPBACK + """
                kind: Template
                name: hungry
                baseUrl: "http://HOST"
                endpoints:
                  - { name: first, type: GetData, trigger: call-start, timeout: 4s, url: /WAY, result: { all: all } }
                  - { name: then, type: GetData, trigger: call-start, after: first, timeout: 4s, url: /hangs, result: { id: all } }
                ---
                kind: Template
                name: fine
                baseUrl: "http://HOST"
                endpoints: [{ name: find, type: GetData, trigger: call-start, url: /fine, result: { id: all } }]
                ---
                { kind: Integrator, name: noisy, template: hungry, callcenterId: CC-1 }
                ---
                { kind: Integrator, name: quiet, template: fine, callcenterId: CC-2 }
                """.replace("HOST", host).replace("WAY", way));
        return NodeProcess.start(documents, directory.resolve("data"), Optional.empty(), MEMORY);
    }

    private CompletableFuture<HttpResponse<String>> call(NodeProcess node, String callCentre, int number) {
        var data = callCentre.equals("CC-1") ? brought : "0";
        var body = "{\"callcenterId\":\"%s\",\"callId\":\"c%d\",\"phone\":\"+84901234567\",\"data\":{\"x\":%s}}"
                .formatted(callCentre, number, data);
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(node.address() + "/api/v1/triggers/call-start"))
                        .header("Authorization", "Bearer " + NodeProcess.KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Each way takes a server of its own: short runs try the heaviest. */
    static List<String> ways_of_partners() {
        return LONG ? List.of("half", "text", "objects", "few") : List.of("objects");
    }

    static List<String> ways_of_callers() {
        return LONG ? List.of("text", "few") : List.of("text");
    }

    @ParameterizedTest
    @MethodSource("ways_of_callers")
    void memory_is_enough_for_what_callers_send(String way) throws Exception {
        brought =
                way.equals("text") ? "\"" + "x".repeat((1 << 20) - 200) + "\"" : "[" + "{},".repeat(48_000 / 3) + "{}]";
        memory_is_enough_for_what_a_partner_makes_of_it("hangs");
    }

    @ParameterizedTest
    @MethodSource("ways_of_partners")
    void memory_is_enough_for_what_a_partner_makes_of_it(String way) throws Exception {
        try (var node = server(way)) {
            var hungry = IntStream.range(0, CALLS)
                    .mapToObj(number -> call(node, "CC-1", number))
                    .toList();
            var fine = IntStream.range(0, CALLS)
                    .mapToObj(number -> call(node, "CC-2", number).join().statusCode())
                    .toList();
            for (var one : hungry) {
                assertThat(one.handle((answer, failure) -> failure == null ? answer.statusCode() : failure.toString())
                                .join())
                        .isIn(200, 413, 429, 503);
            }
            assertThat(node.isAlive()).isTrue();
            assertThat(fine).containsOnly(200);
        }
    }
}
