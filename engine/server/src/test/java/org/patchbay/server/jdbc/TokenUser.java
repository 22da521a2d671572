package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Tools;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.spi.TransportFailure;

/** A process that connects once, then calls a partner again and again and prints what came of it, until it is killed. */
final class TokenUser {
    private static final String DOCUMENT = """
            kind: Template
            name: crm
            parameters: [{ name: token, type: header, key: Authorization, value: "Bearer {{auth.person}}" }]
            endpoints:
              - name: person
                type: Auth
                grant: authorization_code
                authorizeUrl: /authorize
                url: /token
                client: { id: patchbay }
                responseType: { token: access_token, expiresIn: { path: ttl, unit: ms } }
              - { name: find, type: GetData, trigger: call-start, url: /find, parameters: [token] }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    private TokenUser(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        var user = new TokenUser(Integer.parseInt(arguments[1]));
        try (var store = SqliteStore.open(Path.of(arguments[0]), Optional.empty())) {
            var tools = new Tools(
                    store,
                    (_, _) -> (request, _) -> user.send(request),
                    List.of(),
                    InstantSource.system(),
                    new SecureRandom());
            try (var engine = new Engine(tools)) {
                engine.load(Map.of("crm.yaml", DOCUMENT), "test", Optional.empty());
                connect(engine);
                for (var call = 0; call < Integer.parseInt(arguments[2]); call++) {
                    call(engine);
                }
            }
        }
    }

    private static void connect(Engine engine) {
        var tenant = engine.live().orElseThrow().tenant("acme").orElseThrow();
        var connections = engine.connections();
        if (connections.of(tenant).state().equals("pending")) {
            var way = connections
                    .open(connections.invite(tenant, Optional.empty()).orElseThrow(), "http://localhost/oauth/callback")
                    .orElseThrow();
            var state = way.page().replaceFirst(".*[?&]state=([^&]+).*", "$1");
            var attempt = connections.close(state, way.visitor().reveal()).orElseThrow();
            connections.finish(attempt, "code");
        }
        System.out.println("state " + connections.of(tenant).state() + " .");
    }

    private static void call(Engine engine) {
        var nothing = JsonNodeFactory.instance.objectNode();
        var trigger = new Trigger("call-start", "CC-1", nothing, Optional.empty(), Optional.empty(), Instant.now());
        var answer = engine.fire(trigger, Optional.empty());
        System.out.println("answer " + answer.status().word() + " .");
    }

    private Reply send(Request request) {
        var to = URI.create("http://127.0.0.1:" + port + request.target());
        var sent =
                HttpRequest.newBuilder(to).method(request.method().name(), BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(header -> sent.header(header.name(), header.value()));
        try {
            var response = client.send(sent.build(), BodyHandlers.ofByteArray());
            return new Reply(
                    response.statusCode(), List.of(new Pair("Content-Type", "application/json")), response.body());
        } catch (IOException broken) {
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection broke");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "interrupted");
        }
    }
}
