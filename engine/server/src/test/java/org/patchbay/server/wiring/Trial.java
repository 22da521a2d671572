package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Front-ends that report the events of calls, nodes that are ended while they do, and a partner that answers 500 to three requests of
 * ten; and whether in the end all that was accepted was done, once and in order.
 */
final class Trial implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    final Ledger ledger = new Ledger();
    final Recorder recorder;
    final List<NodeProcess> up = new CopyOnWriteArrayList<>();
    private final List<NodeProcess> started = new CopyOnWriteArrayList<>();
    private final PretendCrm partner;
    private final Path directory;
    private final int calls;
    /** So much waits at most before front-ends report less. */
    private static final int BEHIND = 2_000;

    private static final int FRONT_ENDS = 32;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> load = new ArrayList<>();

    Trial(Path directory, long seed, int calls) throws IOException {
        this.directory = directory;
        this.calls = calls;
        this.recorder = new Recorder(seed, 0.3);
        this.partner = new PretendCrm().answering(recorder::answer);
        Files.createDirectory(directory.resolve("config"));
        Files.writeString(directory.resolve("config/crm.yaml"), documents(partner.host()));
    }

    /** A partner that knows idempotency keys, and is asked again within the hour. */
    static String documents(String host) {
        return Samples.LOOPBACK + """
                kind: Template
                name: crm
                baseUrl: "http://{{integrator.host}}"
                endpoints:
                  - name: save
                    type: PostData
                    trigger: call-end
                    timeout: 30s
                    url: "/calls/{call}/{n}"
                    parameters:
                      - { name: call, type: path, from: body.callId }
                      - { name: n, type: path, from: body.data.n }
                    idempotencyKey: header.Idempotency-Key
                    retry: { schedule: [%s], within: 1h }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "%s" }
                """.formatted(String.join(", ", Collections.nCopies(50, "40ms")), host);
    }

    /** Starts a node; its properties are those of its virtual machine. */
    NodeProcess start(Optional<String> database, String... properties) throws IOException {
        var node = NodeProcess.start(directory.resolve("config"), directory.resolve("data"), database, properties);
        started.add(node);
        return node;
    }

    /** Each call begins to report its events one after the other, as long as there are more. */
    void begin(IntPredicate more) {
        for (var call = 0; call < calls; call++) {
            var name = "c" + call;
            load.add(callers.submit(
                    () -> IntStream.iterate(0, number -> more.test(number) && !ledger.isGivenUp(), number -> number + 1)
                            .forEach(number -> ledger.report(this::addresses, name, number))));
        }
    }

    /** Some front-ends begin to report so many events of each call, those of all their calls in turn. */
    void beginInTurn(int events) {
        for (var frontEnd = 0; frontEnd < FRONT_ENDS; frontEnd++) {
            var first = frontEnd;
            load.add(callers.submit(() -> reportInTurn(first, events)));
        }
    }

    private void reportInTurn(int first, int events) {
        for (var number = 0; number < events; number++) {
            for (var call = first; call < calls && !ledger.isGivenUp(); call += FRONT_ENDS) {
                Site.until(PATIENCE, () -> ledger.count() - recorder.count() < BEHIND || ledger.isGivenUp());
                ledger.report(this::addresses, "c" + call, number);
            }
        }
    }

    private List<String> addresses() {
        return up.stream()
                .map(NodeProcess::address)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    void awaitAccepted(int number) {
        Site.until(PATIENCE, () -> ledger.count() >= number);
    }

    /** Until so many events are done. */
    void awaitDone(int number) {
        Site.until(PATIENCE, () -> recorder.count() >= number);
    }

    /** Until all that was accepted is done. */
    void awaitDone() {
        Site.until(
                PATIENCE,
                () -> recorder.count() >= ledger.count()
                        && ledger.accepted.stream().allMatch(one -> recorder.has(one.call(), one.number())));
    }

    /** Until there are no more events to report. */
    void awaitEnd() throws Exception {
        for (var one : load) {
            one.get();
        }
    }

    /** Nothing lost, nothing out of order, and not more done again than was under way at each blow. */
    void compare(int blows) {
        compareOrder();
        assertThat(recorder.overlaps()).as("two at the same time for one call").isEmpty();
        assertThat(recorder.repeated().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .as("done again under the same key: no more than were under way at each blow")
                .isLessThanOrEqualTo(blows * calls);
    }

    /**
     * The same where it is known what the nodes that were struck had in their hands.
     *
     * @param takenOver keys of what was under way at a node when another one went on with it, once for each time
     */
    void compare(List<String> takenOver) {
        compareOrder();
        assertThat(recorder.repeated())
                .as("done again under the same key: nothing but what was under way at a blow")
                .allSatisfy((key, times) -> assertThat(Collections.frequency(takenOver, key))
                        .as(key)
                        .isGreaterThanOrEqualTo(times));
        assertThat(recorder.overlaps())
                .as("two at the same time for one call: nothing but what was under way at a blow")
                .allMatch(two -> takenOver.contains(two.begun()) || takenOver.contains(two.beside()));
    }

    private void compareOrder() {
        awaitDone();
        assertThat(recorder.early())
                .as("asked for before the one before it was done")
                .isEmpty();
        assertThat(recorder.effects())
                .as("what came again, because nobody answered, is done under the same key")
                .isEqualTo(ledger.count());
    }

    /** What was measured, for those who run it long. */
    String told() {
        return ledger.count() + " accepted, " + ledger.unanswered.get() + " without an answer, 0 lost, "
                + recorder.early().size() + " out of order, "
                + recorder.repeated().size() + " done again under the same key";
    }

    @Override
    public void close() {
        ledger.giveUp();
        callers.close();
        started.forEach(NodeProcess::close);
        partner.close();
    }
}
