package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.engine.Engine;
import org.patchbay.engine.LoadResult;
import org.patchbay.engine.Tools;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.jdbc.MysqlAddress;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.jdbc.MysqlStore;
import org.patchbay.server.jdbc.SqliteStore;
import org.patchbay.spi.Transport;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Resting;
import org.patchbay.store.Store;

/**
 * How many events a second are accepted by callers who each wait for the disk: by the store alone, by the engine, over HTTP. Figures are
 * printed; only their ratios within a run mean something. {@code -Dpatchbay.long=true}: five times as long, after a longer start that
 * is not counted.
 */
class AcceptRateTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final Duration TIME = Duration.ofMillis(LONG ? 5_000 : 1_000);
    /** Until then the machine compiles more than it accepts. */
    private static final Duration WARM = LONG ? TIME.multipliedBy(2) : TIME;

    private static final int CALLERS = 64;
    private static final String BODY =
            "{\"callcenterId\":\"CC-1\",\"phone\":\"0901234567\",\"note\":\"" + "x".repeat(400) + "\"}";
    private static final JsonNode EVENT = Site.json(BODY);

    private final AtomicLong numbers = new AtomicLong();

    @TempDir
    Path directory;

    private static String documents(String host) {
        return """
                kind: Installation
                limits: { waiting: 10000000 }
                egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
                ---
                kind: Template
                name: crm
                baseUrl: "http://{{integrator.host}}"
                endpoints: [{ name: note, type: PostData, trigger: sms-received, url: /notes }]
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "%s" }
                """.formatted(host);
    }

    @Test
    void a_file_accepts_what_the_engine_gives_it() throws IOException {
        try (var store = SqliteStore.open(directory.resolve("bare"), Optional.empty());
                var site = new Site()) {
            measure(
                    "SQLite",
                    store,
                    site.write("crm.yaml", documents(site.crm.host())).start(ServerSettings.Watching.OFF));
        }
    }

    @Test
    void a_database_accepts_what_the_engine_gives_it() throws IOException {
        var address = MysqlAddress.parse(MysqlForTests.shared().database());
        try (var store = MysqlStore.open(address, directory.resolve("bare"), Optional.empty());
                var site = new Site()) {
            site.write("crm.yaml", documents(site.crm.host()))
                    .startOn(MysqlForTests.shared().database());
            measure("MariaDB", store, site);
        }
    }

    private void measure(String name, Store store, Site site) {
        var measured = new CountDownLatch(1);
        try (var engine = engine(new Lent(store), measured);
                var client = HttpClient.newHttpClient()) {
            assertThat(engine.load(Map.of("crm.yaml", documents("127.0.0.1:9")), "test", Optional.empty()))
                    .isInstanceOf(LoadResult.Accepted.class);
            var request = HttpRequest.newBuilder(site.server().address().resolve("/api/v1/triggers/sms-received"))
                    .header("Authorization", "Bearer " + site.secretKey())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(BODY))
                    .build();
            perSecond(WARM, () -> accepted(store));
            perSecond(WARM, () -> accepted(engine));
            perSecond(WARM, () -> accepted(client, request));
            var before = perSecond(TIME, () -> accepted(store));
            var byEngine = perSecond(TIME, () -> accepted(engine));
            var after = perSecond(TIME, () -> accepted(store));
            var overHttp = perSecond(TIME, () -> accepted(client, request));
            measured.countDown();

            var alone = (before + after) / 2;
            System.out.printf(
                    "accepts per second on %s, %d callers: the store alone %.0f, the engine %.0f (%.2f of it), over HTTP"
                            + " while they are delivered %.0f (%.2f of it)%n",
                    name, CALLERS, alone, byEngine, byEngine / alone, overHttp, overHttp / alone);
            assertThat(byEngine).isGreaterThan(alone / 20);
            assertThat(overHttp).isPositive();
        }
    }

    /** Its partner answers nobody before that: the store alone delivers nothing either. */
    private static Engine engine(Store store, CountDownLatch measured) {
        Transport slow = (_, _) -> {
            awaited(measured);
            return new Reply(200, List.of(), new byte[0]);
        };
        return new Engine(new Tools(store, (_, _) -> slow, List.of(), InstantSource.system(), new Random(7)));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    private boolean accepted(Store store) {
        var id = "job-" + numbers.incrementAndGet();
        var now = Instant.now();
        return store.lanes()
                .accept(List.of(new Job(id, id, id, "acme", "note", event(now), 1, 0, now, now)))
                .isEmpty();
    }

    private static boolean accepted(Engine engine) {
        return engine.fire(event(Instant.now()), Optional.empty()).status() == Execution.Status.ACCEPTED;
    }

    private static Trigger event(Instant now) {
        return new Trigger("sms-received", "CC-1", EVENT, Optional.empty(), Optional.empty(), now);
    }

    private static boolean accepted(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 202;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    private static double perSecond(Duration time, BooleanSupplier accept) {
        var accepted = new AtomicInteger();
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < CALLERS; caller++) {
                threads.execute(() -> {
                    while (System.nanoTime() - begun < time.toNanos()) {
                        accepted.addAndGet(accept.getAsBoolean() ? 1 : 0);
                    }
                });
            }
        }
        return accepted.get() * 1e9 / (System.nanoTime() - begun);
    }

    /** So that nothing but accepting is measured. */
    private static final class Lent extends Resting {
        Lent(Store inner) {
            super(inner);
        }

        @Override
        public void close() {
            // Whoever opened the store closes it.
        }
    }
}
