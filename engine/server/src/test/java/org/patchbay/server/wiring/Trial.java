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

    private List<String> addresses() {
        return up.stream()
                .map(NodeProcess::address)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    void awaitAccepted(int number) {
        Site.until(PATIENCE, () -> ledger.accepted.size() >= number);
    }

    /** Until all that was accepted is done. */
    void awaitDone() {
        Site.until(PATIENCE, () -> ledger.accepted.stream().allMatch(one -> recorder.has(one.call(), one.number())));
    }

    /** Until there are no more events to report. */
    void awaitEnd() throws Exception {
        for (var one : load) {
            one.get();
        }
    }

    /** Nothing lost, nothing out of order, and not more done again than was under way at each blow. */
    void compare(int blows) {
        awaitDone();
        assertThat(recorder.inversions())
                .as("done in another order than accepted")
                .isZero();
        assertThat(recorder.overlaps()).as("two at the same time for one call").isZero();
        assertThat(recorder.repeated())
                .as("done again under the same key: no more than were under way at each blow")
                .isLessThanOrEqualTo(blows * calls);
        assertThat(recorder.effects())
                .as("what came again, because nobody answered, is done under the same key")
                .isEqualTo(ledger.accepted.size());
    }

    /** What was measured, for those who run it long. */
    String told() {
        return ledger.accepted.size() + " accepted, " + ledger.unanswered.get() + " without an answer, 0 lost, "
                + recorder.inversions() + " out of order, " + recorder.repeated() + " done again under the same key";
    }

    @Override
    public void close() {
        ledger.giveUp();
        callers.close();
        started.forEach(NodeProcess::close);
        partner.close();
    }
}
