package org.patchbay.server.wiring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.patchbay.engine.Engine;
import org.patchbay.engine.LoadResult;
import org.patchbay.engine.Tools;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.jdbc.MysqlAddress;
import org.patchbay.server.jdbc.MysqlStore;
import org.patchbay.server.jdbc.SqliteStore;
import org.patchbay.spi.Transport;
import org.patchbay.store.Letters.Filter;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.memory.MemoryStore;

/**
 * Engines on real stores in a process of their own, without HTTP, one on each store. They stand by until they are told which calls to
 * report events of; then each reports them to itself, of each call one after the other, and prints what was kept when it began and what was accepted
 * since.
 */
final class BareEngine {
    private static final Duration LEASE = Duration.ofMillis(600);
    /** Jobs that may wait before it reports no more for a moment. */
    private static final int ENOUGH = 40;

    private static final long A_MOMENT = 5_000_000;
    /** Between two events of one call, until it has reported what it was asked for. */
    private static final long BETWEEN = 20_000_000;
    /** The same afterwards: it stays busy, and leaves the processor to those that have not got as far. */
    private static final long LATER = 1_000_000_000;

    private final Order order;
    private final AtomicInteger reported = new AtomicInteger();
    private volatile boolean behind;
    private volatile Optional<Store> opened = Optional.empty();

    private BareEngine(Order order) {
        this.order = order;
    }

    /** How what was accepted is kept. */
    enum Way {
        /** As an engine does. */
        DURABLE,
        /** It is said to be kept a while before it is: the way that loses some. */
        HASTY
    }

    /**
     * What a process is to do on one store.
     *
     * @param store what the store is called in what is printed
     * @param database empty for a file
     * @param port where the partner listens
     * @param life the how manieth process it is
     * @param events so many are reported quickly
     * @param calls the next event of each call
     */
    record Order(
            String store,
            Path directory,
            Optional<String> database,
            int port,
            int life,
            int events,
            Way way,
            Map<String, Integer> calls) {
        String line() {
            var line = new StringBuilder(String.join(
                    " ",
                    store,
                    directory.toString(),
                    database.orElse("-"),
                    "" + port,
                    "" + life,
                    "" + events,
                    way.name()));
            calls.forEach(
                    (call, next) -> line.append(' ').append(call).append(' ').append(next));
            return line.toString();
        }

        static Order of(String line) {
            var words = Arrays.asList(line.split(" ", -1));
            var calls = new LinkedHashMap<String, Integer>();
            for (var place = 7; place < words.size(); place += 2) {
                calls.put(words.get(place), Integer.valueOf(words.get(place + 1)));
            }
            return new Order(
                    words.get(0),
                    Path.of(words.get(1)),
                    Optional.of(words.get(2)).filter(word -> !word.equals("-")),
                    Integer.parseInt(words.get(3)),
                    Integer.parseInt(words.get(4)),
                    Integer.parseInt(words.get(5)),
                    Way.valueOf(words.get(6)),
                    calls);
        }
    }

    public static void main(String[] arguments) throws Exception {
        warmUp();
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var engines = orders.lines()
                .takeWhile(line -> !line.isEmpty())
                .map(line -> new BareEngine(Order.of(line)))
                .toList();
        try (var threads = Executors.newCachedThreadPool()) {
            for (var open : threads.invokeAll(
                    engines.stream().<Callable<Boolean>>map(one -> one::open).toList())) {
                open.get();
            }
            engines.forEach(one -> threads.execute(one::run));
        } catch (ExecutionException failure) {
            failure.printStackTrace(System.err);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Loads what an engine needs in any case. */
    private static void warmUp() {
        try (var engine = engine(new MemoryStore(), (_, _) -> Courier.CREATED)) {
            engine.load(documents(), "test", Optional.empty());
            engine.fire(event("warm", 0), Optional.empty());
        }
    }

    /** On all stores before anything is reported on any: one that is slow to open would be killed in vain. */
    private boolean open() {
        var store = store();
        insist(() -> store.letters().waiting(any())).forEach(job -> say("kept " + job.execution()));
        say("open");
        opened = Optional.of(store);
        return true;
    }

    private void run() {
        var store = opened.orElseThrow();
        var engine = engine(store, new Courier(order.port(), order.life()));
        insist(() -> engine.resume().isPresent() || isLoaded(engine));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            order.calls().forEach((call, next) -> callers.execute(() -> report(engine, call, next)));
            while (true) {
                behind = insist(store.lanes()::waiting) > ENOUGH;
                LockSupport.parkNanos(LATER);
            }
        }
    }

    private static boolean isLoaded(Engine engine) {
        return engine.load(documents(), "test", Optional.empty()) instanceof LoadResult.Accepted;
    }

    private Store store() {
        var store = order.database()
                .<Store>map(address -> insist(
                        () -> MysqlStore.open(MysqlAddress.parse(address), order.directory(), Optional.empty(), LEASE)))
                .orElseGet(() -> SqliteStore.open(order.directory(), Optional.empty()));
        return order.way() == Way.DURABLE ? store : new HastyStore(store);
    }

    /** On a busy machine a server may not answer in time; whoever runs an engine asks again then. */
    private static <T> T insist(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (StoreUnavailable notYet) {
                LockSupport.parkNanos(LATER);
            }
        }
    }

    private static Filter any() {
        return new Filter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10_000);
    }

    private void report(Engine engine, String call, int first) {
        for (var number = first; ; number++) {
            while (behind || !isAccepted(engine, call, number)) {
                LockSupport.parkNanos(A_MOMENT);
            }
            LockSupport.parkNanos(reported.incrementAndGet() < order.events() ? BETWEEN : LATER);
        }
    }

    private boolean isAccepted(Engine engine, String call, int number) {
        try {
            var answer = engine.fire(event(call, number), Optional.empty());
            var words = List.of(
                    call, "" + number, answer.executionId(), answer.status().word());
            say("accepted " + String.join(" ", words));
            return true;
        } catch (StoreUnavailable later) {
            return false;
        }
    }

    private static Trigger event(String call, int number) {
        var body = JsonNodeFactory.instance.objectNode().put("callId", call);
        body.putObject("data").put("n", number);
        return new Trigger("call-end", "CC-1", body, Optional.empty(), Optional.empty(), Instant.now());
    }

    private static Engine engine(Store store, Transport transport) {
        return new Engine(new Tools(store, (_, _) -> transport, List.of(), InstantSource.system(), new Random()));
    }

    private static Map<String, String> documents() {
        return Map.of("crm.yaml", Trial.documents("127.0.0.1"));
    }

    /** The point at the end tells a whole line from one that was cut. */
    private void say(String what) {
        System.out.println(order.store() + " " + what + " .");
    }
}
