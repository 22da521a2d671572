package org.patchbay.server.wiring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls to a node that is killed and followed by another one now and then: front-ends that ask and wait, and that report. A request that a
 * kill cut off is counted, every other one that was not served is noted.
 */
final class CutLoad implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    /** The node that is up; empty from before it is killed until the next one answers. */
    private final AtomicReference<Optional<String>> node = new AtomicReference<>(Optional.empty());

    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final Callers callers = new Callers(this::call);
    private volatile boolean over;

    /** Calls go to that node from now on. */
    void on(NodeProcess next) {
        node.set(Optional.of(next.address()));
    }

    /** From now on a request may get no answer. */
    void aboutToBeKilled() {
        node.set(Optional.empty());
    }

    private void call(int number) {
        Site.until(Trial.PATIENCE, () -> over || node.get().isPresent());
        node.get().ifPresent(address -> call(address, number));
    }

    private void call(String address, int number) {
        try {
            var answer = client.send(request(address, number), BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                served.incrementAndGet();
            } else {
                failed.add(number + " was answered " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException failure) {
            if (node.get().equals(Optional.of(address))) {
                failed.add(number + " got no answer: " + failure);
            } else {
                cut.incrementAndGet();
            }
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    private static HttpRequest request(String address, int number) {
        var event = number % 2 == 0 ? "call-start" : "call-end";
        var body = "{\"callcenterId\":\"CC-1\",\"callId\":\"c-%d\",\"phone\":\"0901234567\"}".formatted(number);
        return HttpRequest.newBuilder(URI.create(address + "/api/v1/triggers/" + event))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + NodeProcess.KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** Returns when more calls were served. */
    void goOn() {
        var wanted = served.get() + 20;
        Site.until(Trial.PATIENCE, () -> served.get() >= wanted || !failed.isEmpty());
    }

    List<String> failed() {
        return List.copyOf(failed);
    }

    /** What was measured. */
    String told() {
        return served + " requests served, " + cut + " cut off by a kill, " + failed.size() + " failed";
    }

    @Override
    public void close() {
        over = true;
        callers.close();
        client.close();
    }
}
