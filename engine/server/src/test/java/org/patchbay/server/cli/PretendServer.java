package org.patchbay.server.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server that gives prepared answers and keeps what it was asked. */
final class PretendServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Prepared> prepared = new HashMap<>();
    final List<Asked> asked = new ArrayList<>();

    /** An answer that was prepared. */
    record Prepared(int status, String body) {}

    /** A request that came. */
    record Asked(String line, String authorization, String body) {}

    PretendServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var key = exchange.getRequestHeaders().getFirst("Authorization");
                asked.add(new Asked(line, String.valueOf(key), body));
                var answer = prepared.getOrDefault(line, new Prepared(404, "{\"detail\":\"nothing prepared\"}"));
                var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    PretendServer answers(String line, int status, String body) {
        prepared.put(line, new Prepared(status, body));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
