package org.patchbay.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.patchbay.config.SecretSources;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.spi.SecretSource;
import org.patchbay.store.Store;
import org.patchbay.store.memory.MemoryStore;

/** An engine over stores in memory whose partners are a function of the request. */
final class House implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final Store store;
    final Engine engine;
    private volatile Function<Request, Reply> partner = _ -> reply(200, "{}");

    House() {
        this(new MemoryStore(), InstantSource.system());
    }

    House(InstantSource clock) {
        this(new MemoryStore(), clock);
    }

    /** Another node on the same store. */
    House(Store store) {
        this(store, InstantSource.system());
    }

    /** Another node by that clock. */
    House(Store store, InstantSource clock) {
        this(store, clock, SecretSources.pretended());
    }

    House(Store store, InstantSource clock, List<SecretSource> secrets) {
        this.store = store;
        var tools = new Tools(store, (_, _) -> (request, _) -> answer(request), secrets, clock, new Random(7));
        engine = new Engine(tools);
    }

    private Reply answer(Request request) {
        requests.add(request);
        return partner.apply(request);
    }

    House answering(Function<Request, Reply> with) {
        partner = with;
        return this;
    }

    static Reply reply(int status, String json) {
        return new Reply(
                status, List.of(new Pair("Content-Type", "application/json")), json.getBytes(StandardCharsets.UTF_8));
    }

    LoadResult load(String yaml) {
        return engine.load(Map.of("config.yaml", yaml), "test", Optional.empty());
    }

    Answer fire(String trigger, String json) {
        return fire("CC-1", trigger, json);
    }

    Answer fire(String callCentre, String trigger, String json) {
        return engine.fire(
                new Trigger(trigger, callCentre, json(json), Optional.empty(), Optional.empty(), Instant.now()),
                Optional.empty());
    }

    static JsonNode json(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The journal entry once nothing of it goes on. */
    Execution over(Answer answer) {
        until(() -> !engine.goesOn(answer.executionId())
                && engine.journal()
                        .find(answer.executionId(), Optional.empty())
                        .map(execution -> execution.status() != Execution.Status.ACCEPTED)
                        .orElse(false));
        return engine.journal().find(answer.executionId(), Optional.empty()).orElseThrow();
    }

    /** Waits for a latch; gives up when the thread is to end. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a condition, at most two minutes. */
    static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the condition did not come true within two minutes");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    List<String> urls() {
        return requests.stream()
                .map(request -> request.method() + " " + request.url())
                .toList();
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
