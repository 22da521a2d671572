package org.patchbay.server.wiring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Front-ends that report the events of calls one after the other, and write down what was accepted. */
final class Ledger {
    /** Before a front-end that was not served asks again. */
    private static final long PAUSE = 20_000_000;

    record Accepted(String call, int number) {}

    final ConcurrentLinkedQueue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private volatile boolean givenUp;

    /** Nothing more is reported: nobody is there any more. */
    void giveUp() {
        givenUp = true;
    }

    /** How many were accepted. */
    int count() {
        return count.get();
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** Reports one event until somebody accepts it; asks the nodes in turn. */
    void report(Supplier<List<String>> nodes, String call, int number) {
        for (var attempt = 0; !givenUp; attempt++) {
            var up = nodes.get();
            if (!up.isEmpty() && isAccepted(up.get((number + attempt) % up.size()), call, number)) {
                note(call, number);
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** An event was accepted. */
    void note(String call, int number) {
        accepted.add(new Accepted(call, number));
        count.incrementAndGet();
    }

    private boolean isAccepted(String node, String call, int number) {
        var body = "{\"callcenterId\":\"CC-1\",\"callId\":\"%s\",\"data\":{\"n\":%d}}".formatted(call, number);
        var request = HttpRequest.newBuilder(URI.create(node + "/api/v1/triggers/call-end"))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + NodeProcess.KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            // 202: it will be done; 200: it came before, and is done.
            return client.send(request, BodyHandlers.ofString()).statusCode() / 100 == 2;
        } catch (IOException nobody) {
            unanswered.incrementAndGet();
            return false;
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }
}
