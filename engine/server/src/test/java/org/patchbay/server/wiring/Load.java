package org.patchbay.server.wiring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Calls of triggers, many at the same time, and what was answered. */
final class Load implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String address;
    private final String trigger;
    private final AtomicLong calls = new AtomicLong();

    Load(String server) {
        this(server, "call-start");
    }

    Load(String server, String trigger) {
        this.trigger = trigger;
        this.address = server + "/api/v1/triggers/" + trigger;
    }

    /** An answer, or 0 for none, and how long it took. */
    record Shot(int status, String retryAfter, long nanos) {}

    /** What was answered in a while. */
    record Volley(List<Shot> shots, Duration took) {
        long count(int status) {
            return shots.stream().filter(shot -> shot.status() == status).count();
        }

        double perSecond(int status) {
            return count(status) * 1e9 / took.toNanos();
        }

        /** The slowest but one in a hundred of those with that status, in milliseconds. */
        double p99(int... statuses) {
            var times = shots.stream()
                    .filter(shot -> Arrays.stream(statuses).anyMatch(one -> one == shot.status()))
                    .mapToLong(Shot::nanos)
                    .sorted()
                    .toArray();
            return times.length == 0 ? 0 : times[(int) (times.length * 0.99)] / 1e6;
        }

        List<Shot> others(int status) {
            return shots.stream().filter(shot -> shot.status() != status).toList();
        }
    }

    /** So many callers, each with its next call as soon as it is answered. */
    Volley closed(int callers, Duration time, LongFunction<String> callCentre) {
        return during(time, () -> {
            var shots = new ConcurrentLinkedQueue<Shot>();
            var end = System.nanoTime() + time.toNanos();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var caller = 0; caller < callers; caller++) {
                    threads.execute(() -> {
                        while (System.nanoTime() - end < 0) {
                            shots.add(call(callCentre.apply(calls.incrementAndGet())));
                        }
                    });
                }
            }
            return shots;
        });
    }

    /** So many calls a second, whether they are answered or not. */
    Volley open(double perSecond, Duration time, LongFunction<String> callCentre) {
        return during(time, () -> {
            var shots = new ConcurrentLinkedQueue<Shot>();
            var begin = System.nanoTime();
            var number = (long) (perSecond * time.toNanos() / 1e9);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0L; i < number; i++) {
                    LockSupport.parkNanos(begin + (long) (i * 1e9 / perSecond) - System.nanoTime());
                    threads.execute(() -> shots.add(call(callCentre.apply(calls.incrementAndGet()))));
                }
            }
            return shots;
        });
    }

    @FunctionalInterface
    private interface Work {
        Queue<Shot> shots();
    }

    private static Volley during(Duration time, Work work) {
        return new Volley(List.copyOf(work.shots()), time);
    }

    /** The same in the background. */
    Future<Volley> inBackground(Callable<Volley> volley) {
        var task = new FutureTask<>(volley);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    static Volley result(Future<Volley> volley) {
        try {
            return volley.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Shot call(String callCentre) {
        var body = "{\"callcenterId\":\"" + callCentre + "\",\"callId\":\"" + trigger + "-" + calls.incrementAndGet()
                + "\",\"phone\":\"0901234567\"}";
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + NodeProcess.KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        var begin = System.nanoTime();
        try {
            HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
            return new Shot(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(""),
                    System.nanoTime() - begin);
        } catch (IOException none) {
            return new Shot(0, "", System.nanoTime() - begin);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Shot(0, "", System.nanoTime() - begin);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
