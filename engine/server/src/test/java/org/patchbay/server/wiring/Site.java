package org.patchbay.server.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.patchbay.server.http.KeyMint;
import org.patchbay.server.http.KeyMint.Minted;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** A real server on the loopback interface with its documents, its data and a pretend partner. */
final class Site implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final PretendCrm crm = new PretendCrm();
    final List<String> said = new CopyOnWriteArrayList<>();
    final Path directory;
    private final Consumer<Path> leaving;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private Optional<Server> server = Optional.empty();

    Site() {
        try {
            directory = Files.createTempDirectory("patchbay-site");
            Files.createDirectory(documents());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        leaving = Site::delete;
    }

    private Site(Site first) {
        directory = first.directory;
        leaving = _ -> {};
    }

    /** A second node with the documents and keys of the first, which is closed after it. */
    Site node() {
        return new Site(this);
    }

    /** A server with the usual documents. */
    static Site usual() {
        var site = new Site();
        return site.write("crm.yaml", Samples.crm(site.crm.host())).start(Watching.OFF);
    }

    Path documents() {
        return directory.resolve("config");
    }

    Site write(String path, String text) {
        try {
            var file = documents().resolve(path);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Site start(Watching watching) {
        var settings =
                ServerSettings.of(documents(), directory.resolve("data")).at(0).with(watching);
        server = Optional.of(Server.start(settings, said::add));
        return this;
    }

    /** The same on a database. */
    Site startOn(String database) {
        var settings = ServerSettings.of(documents(), directory.resolve("data"))
                .at(0)
                .with(Watching.OFF)
                .on(database);
        server = Optional.of(Server.start(settings, said::add));
        return this;
    }

    /** The same with the documents that are in the database. */
    Site startFrom(String database) {
        var settings = ServerSettings.of(documents(), directory.resolve("data"))
                .at(0)
                .with(Watching.OFF)
                .on(database)
                .from(ServerSettings.Source.DATABASE);
        server = Optional.of(Server.start(settings, said::add));
        return this;
    }

    Site stop() {
        server().close();
        return this;
    }

    Server server() {
        return server.orElseThrow();
    }

    /** The key of this machine's own tools. */
    String admin() {
        return server().adminKey();
    }

    String secretKey() {
        return kept(KeyMint.secret(Optional.empty(), Instant.now()));
    }

    String secretKey(String callCentre) {
        return kept(KeyMint.secret(Optional.of(callCentre), Instant.now()));
    }

    String publishableKey(String callCentre, String... origins) {
        return kept(KeyMint.publishable(callCentre, List.of(origins), Instant.now()));
    }

    String adminKey(Role role) {
        return kept(KeyMint.admin(role, Optional.empty(), Instant.now()));
    }

    private String kept(Minted minted) {
        server().engine().tools().store().keys().put(minted.key());
        return minted.text();
    }

    /** An answer; a body that is no JSON is a text node. */
    record Answered(int status, HttpResponse<String> response, JsonNode body) {
        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        String problem() {
            return body.path("type").asText();
        }
    }

    Answered get(String path, String key, String... headers) {
        return send("GET", path, key, "", headers);
    }

    Answered post(String path, String key, String body, String... headers) {
        return send("POST", path, key, body, headers);
    }

    /** Sends a request; JSON unless a header says otherwise. No key is shown when it is empty. */
    Answered send(String method, String path, String key, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(server().address() + path)).timeout(PATIENCE);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return sent(request.build());
    }

    private Answered sent(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return new Answered(response.statusCode(), response, json(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    /** The execution once nothing of it goes on. */
    JsonNode over(String execution) {
        var path = "/api/v1/executions/" + execution;
        until(() -> {
            var status = get(path, admin()).body().path("status").asText("accepted");
            return !status.equals("accepted");
        });
        return get(path, admin()).body();
    }

    /** Waits for a condition, at most half a minute. */
    static void until(BooleanSupplier condition) {
        until(PATIENCE, condition);
    }

    static void until(Duration patience, BooleanSupplier condition) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("the condition did not come true within " + patience);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        server.ifPresent(Server::close);
        crm.close();
        client.close();
        leaving.accept(directory);
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
