package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Tools;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.spi.TransportFailure;
import org.patchbay.store.Store;
import org.patchbay.store.Synchronizations.Kind;
import org.patchbay.store.Synchronizations.Place;

/** A process with an engine that synchronizes contacts from a partner on this machine, until it is done or killed. */
final class Synchronizer {
    static final Place PLACE = new Place("acme", "people", Kind.CONTACTS);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Synchronizer() {}

    private static String documents(String port) {
        return """
                kind: Template
                name: bridge
                baseUrl: http://127.0.0.1:%s
                endpoints:
                  - name: people
                    type: GetData
                    trigger: contacts-sync
                    url: /people
                    retry: { schedule: [10ms, 10ms], within: 1m }
                    parameters: [{ name: offset, type: query, from: sync.offset, required: false }]
                    sync: { items: people.*, nextOffset: next, checkpoint: checkpoint }
                ---
                { kind: Integrator, name: acme, template: bridge, callcenterId: CC-1, host: crm.test }
                ---
                { kind: Installation, egress: { allowHttp: [127.0.0.1], allowPrivate: [127.0.0.1] } }
                """.formatted(port);
    }

    /** How it keeps pages. */
    enum Way {
        /** As the engine does. */
        DURABLE,
        /** The place at once, the contacts with the next page: the way that loses some. */
        BEHIND
    }

    public static void main(String[] arguments) {
        var kept = SqliteStore.open(Path.of(arguments[0]), Optional.empty());
        var store = Way.valueOf(arguments[1]) == Way.DURABLE ? kept : new ForgetfulStore(kept);
        try (var engine = engine(store)) {
            engine.load(Map.of("bridge.yaml", documents(arguments[2])), "test", Optional.empty());
            if (kept.lanes().waiting() == 0 && finishedAt(kept).isEmpty()) {
                engine.fire(trigger(), Optional.of(Duration.ZERO));
            }
            System.out.println("started .");
            while (finishedAt(kept).isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        kept.close();
        System.out.println("finished .");
    }

    private static Optional<Instant> finishedAt(SqliteStore store) {
        return store.synchronizations().progress(PLACE).finishedAt();
    }

    private static Trigger trigger() {
        return new Trigger(
                "contacts-sync",
                "CC-1",
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                Instant.now());
    }

    private static Engine engine(Store store) {
        return new Engine(new Tools(
                store, (_, _) -> (request, _) -> send(request), List.of(), InstantSource.system(), new Random()));
    }

    private static Reply send(Request request) {
        try {
            var asked = HttpRequest.newBuilder(URI.create(request.url())).build();
            var reply = CLIENT.send(asked, HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(reply.statusCode(), List.of(new Pair("Content-Type", "application/json")), reply.body());
        } catch (IOException failure) {
            throw new TransportFailure(TransportFailure.Kind.BROKEN, String.valueOf(failure.getMessage()));
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "interrupted");
        }
    }
}
