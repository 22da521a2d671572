package org.patchbay.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Secret;

/** A server that is asked through its API. Thread-safe. */
public final class Remote {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    private final URI base;
    private final Optional<Secret> key;
    private final HttpClient client;

    /** The server at that address, which is shown that key. */
    public Remote(URI base, Optional<Secret> key) {
        this.base = base;
        this.key = key;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * What the server answered.
     *
     * @param body missing when there was none
     */
    public record Answered(int status, JsonNode body) {
        /** True for a status of success. */
        public boolean fine() {
            return status >= 200 && status < 300;
        }
    }

    /** Where it is. */
    public URI base() {
        return base;
    }

    /** Asks for a resource below {@code /api/v1}; complains unless it is given. */
    public JsonNode get(String path) {
        return Refusals.unlessFine(send("GET", path, MissingNode.getInstance(), Map.of()), this);
    }

    /** Sends something to a resource; complains unless it is taken. */
    public JsonNode send(String method, String path, JsonNode body) {
        return Refusals.unlessFine(send(method, path, body, Map.of()), this);
    }

    /** Sends something to a resource, with further headers, and brings whatever the answer is. */
    public Answered send(String method, String path, JsonNode body, Map<String, String> headers) {
        try {
            var response = client.send(request(method, path, body, headers), BodyHandlers.ofString());
            return new Answered(response.statusCode(), body(response));
        } catch (IOException failure) {
            throw silent();
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private Complaint silent() {
        return Complaint.unreachable(
                "no Patchbay answers at " + base, "start one with `patchbay run`, or name another with --server");
    }

    private static Complaint interrupted() {
        Thread.currentThread().interrupt();
        return new Complaint(Exit.INTERRUPTED, "interrupted", "");
    }

    /** A resource that is text; complains unless it is given. */
    public String text(String path) {
        try {
            var request = request("GET", path, MissingNode.getInstance(), Map.of());
            var response = client.send(request, BodyHandlers.ofString());
            var fine = response.statusCode() == 200;
            var problem = new Answered(response.statusCode(), fine ? MissingNode.getInstance() : body(response));
            Refusals.unlessFine(problem, this);
            return response.body();
        } catch (IOException failure) {
            throw silent();
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private HttpRequest request(String method, String path, JsonNode body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(ANSWERING)
                .header("Accept", "application/json, application/problem+json, text/plain");
        key.ifPresent(known -> request.header("Authorization", "Bearer " + known.reveal()));
        headers.forEach(request::header);
        if (body.isMissingNode()) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Json.line(body), StandardCharsets.UTF_8))
                .build();
    }

    private JsonNode body(HttpResponse<String> response) {
        if (response.body().isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(response.body());
        } catch (JsonProcessingException unreadable) {
            throw Complaint.unreachable(
                    "what answers at " + base + " is not Patchbay: status " + response.statusCode() + ", no JSON",
                    "name the right address with --server");
        }
    }
}
