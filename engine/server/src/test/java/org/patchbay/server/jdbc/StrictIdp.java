package org.patchbay.server.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * An authorization server whose refresh tokens work once: a second use takes everything back (RFC 9700 §4.14.2). It knows whether a token
 * that is used twice had already been replaced by one that was seen in use.
 */
final class StrictIdp implements AutoCloseable {
    private static final int LIFE_MILLIS = 60;

    private final HttpServer server;
    private final Set<Integer> presented = new HashSet<>();
    private int newest;
    private int tokenRequests;
    private int reuses;
    private int avoidableReuses;
    private boolean revoked;

    StrictIdp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Refresh tokens that came a second time. */
    synchronized int reuses() {
        return reuses;
    }

    /** Those of them whose successor had been in use: it must have been on disk. */
    synchronized int avoidableReuses() {
        return avoidableReuses;
    }

    synchronized int tokenRequests() {
        return tokenRequests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().getPath();
            var header = exchange.getRequestHeaders().getFirst("Authorization");
            var answer = path.equals("/token") ? token(body) : call(header == null ? "" : header);
            var bytes = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private record Answer(int status, String json) {}

    private synchronized Answer call(String authorization) {
        var number = authorization.replace("Bearer A", "");
        if (revoked || !number.matches("[0-9]+") || Integer.parseInt(number) > newest) {
            return new Answer(401, "{}");
        }
        presented.add(Integer.parseInt(number));
        return new Answer(200, "{\"id\":1}");
    }

    private synchronized Answer token(String body) {
        tokenRequests++;
        if (body.contains("grant_type=refresh_token")) {
            var number = Integer.parseInt(body.replaceFirst(".*refresh_token=R([0-9]+).*", "$1"));
            if (number != newest) {
                reuses++;
                avoidableReuses += presented.contains(number + 1) ? 1 : 0;
                revoked = true;
            }
            if (revoked) {
                return new Answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"token was used\"}");
            }
        }
        newest++;
        return new Answer(
                200,
                "{\"access_token\":\"A%d\",\"refresh_token\":\"R%d\",\"ttl\":%d}"
                        .formatted(newest, newest, LIFE_MILLIS));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
