package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Tools;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.jdbc.MysqlAddress;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.jdbc.MysqlStore;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;

/** Two engines on one database, of which one has a clock that is five minutes ahead of the other's (promise 13). */
class SkewedNodesTest {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int CALLS = 12;
    private static final int EVENTS = 6;

    private final String database = MysqlForTests.shared().database();
    /** Answers that the partner has given, by what was asked for. */
    private final Map<String, List<Integer>> answers = new ConcurrentHashMap<>();

    private final Map<String, List<String>> done = new ConcurrentHashMap<>();
    private final Random random = new Random(20_260_313L);
    private volatile boolean down;

    @TempDir
    Path directory;

    @Test
    void nothing_is_lost_or_out_of_order_and_nothing_is_asked_for_more_often_than_it_failed() {
        try (var store = open();
                var otherStore = open();
                var one = engine(store, InstantSource.system());
                var other = engine(otherStore, () -> Instant.now().plus(AHEAD))) {
            one.load(Map.of("crm.yaml", Trial.documents("127.0.0.1")), "test", Optional.empty());
            other.resume();

            report(List.of(one, other));
            Site.until(
                    Trial.PATIENCE,
                    () -> done.values().stream().mapToInt(List::size).sum() >= CALLS * EVENTS);

            assertThat(done)
                    .hasSize(CALLS)
                    .allSatisfy((call, events) -> assertThat(events)
                            .isEqualTo(IntStream.range(0, EVENTS)
                                    .mapToObj(number -> "/calls/" + call + "/" + number)
                                    .toList()));
            assertThat(answers).allSatisfy((event, statuses) -> {
                assertThat(statuses.getLast()).as(event).isEqualTo(201);
                assertThat(statuses.subList(0, statuses.size() - 1)).as(event).allMatch(status -> status == 500);
            });
        }
    }

    @Test
    void what_a_node_leaves_whose_clock_was_ahead_is_taken_up_by_the_other_at_once() {
        down = true;
        try (var store = open();
                var one = engine(store, InstantSource.system())) {
            one.load(Map.of("crm.yaml", Trial.documents("127.0.0.1")), "test", Optional.empty());
            try (var otherStore = open();
                    var ahead = engine(otherStore, () -> Instant.now().plus(AHEAD))) {
                ahead.resume();
                accept(ahead, "c0", 0);
            }
            down = false;

            Site.until(Trial.PATIENCE, () -> done.containsKey("c0"));

            assertThat(done).containsOnlyKeys("c0");
        }
    }

    private MysqlStore open() {
        return MysqlStore.open(MysqlAddress.parse(database), directory, Optional.empty());
    }

    private Engine engine(Store store, InstantSource clock) {
        return new Engine(new Tools(store, (_, _) -> (request, _) -> answer(request), List.of(), clock, new Random(7)));
    }

    private Reply answer(Request request) {
        var status = fails() ? 500 : 201;
        answers.computeIfAbsent(request.target(), _ -> new CopyOnWriteArrayList<>())
                .add(status);
        if (status == 201) {
            done.computeIfAbsent(request.target().split("/", -1)[2], _ -> new CopyOnWriteArrayList<>())
                    .add(request.target());
        }
        return new Reply(status, List.of(), new byte[0]);
    }

    private synchronized boolean fails() {
        return down || random.nextDouble() < 0.3;
    }

    /** The events of each call one after the other, told to the engines in turn. */
    private static void report(List<Engine> engines) {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call = 0; call < CALLS; call++) {
                var name = "c" + call;
                callers.execute(() -> IntStream.range(0, EVENTS)
                        .forEach(number -> accept(engines.get(number % engines.size()), name, number)));
            }
        }
    }

    private static void accept(Engine engine, String call, int number) {
        var body = JsonNodeFactory.instance.objectNode().put("callId", call);
        body.putObject("data").put("n", number);
        var event = new Trigger(
                "call-end",
                "CC-1",
                body,
                Optional.empty(),
                Optional.empty(),
                engine.tools().clock().instant());
        for (var accepted = false; !accepted; ) {
            try {
                engine.fire(event, Optional.empty());
                accepted = true;
            } catch (StoreUnavailable busy) {
                Thread.onSpinWait();
            }
        }
    }
}
