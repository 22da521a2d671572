package org.patchbay.server.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls of triggers, many at the same time, and what was answered. */
final class Load implements AutoCloseable {
    private final KeptConnections connections;
    private final String head;
    private final String trigger;
    private final AtomicLong calls = new AtomicLong();

    Load(String server) {
        this(server, "call-start");
    }

    Load(String server, String trigger) {
        this.trigger = trigger;
        this.connections = new KeptConnections(server);
        this.head = "POST /api/v1/triggers/" + trigger + " HTTP/1.1\r\nHost: "
                + URI.create(server).getAuthority() + "\r\nAuthorization: Bearer " + NodeProcess.KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    /** An answer, or 0 for none, and from when to when it took. */
    record Shot(int status, String retryAfter, long begin, long end) {
        long nanos() {
            return end - begin;
        }
    }

    /** What was called in a while, and when that was over; some of the answers may have come later. */
    record Volley(List<Shot> shots, Duration took, long over) {
        long count(int status) {
            return shots.stream().filter(shot -> shot.status() == status).count();
        }

        /** Answers that came before the while was over. */
        double perSecond(int status) {
            var inTime = shots.stream()
                    .filter(shot -> shot.status() == status && shot.end() - over <= 0)
                    .count();
            return inTime * 1e9 / took.toNanos();
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
        return new Volley(List.copyOf(shots), time, end);
    }

    /** So many calls a second, whether they are answered or not. */
    Volley open(double perSecond, Duration time, LongFunction<String> callCentre) {
        return ramp(perSecond, Duration.ZERO, time, callCentre).held();
    }

    /** What was called while there were more and more calls, and while there were as many as there should be. */
    record Ramp(Volley rising, Volley held) {
        List<Shot> others(int status) {
            return Stream.concat(rising.others(status).stream(), held.others(status).stream())
                    .toList();
        }
    }

    /**
     * More and more calls a second, whether they are answered or not, then so many for a while.
     *
     * @param rise in which they become so many, evenly; the while begins with its end
     */
    Ramp ramp(double perSecond, Duration rise, Duration time, LongFunction<String> callCentre) {
        var shots = new ConcurrentLinkedQueue<Shot>();
        var begin = System.nanoTime();
        var full = begin + rise.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0L; i < perSecond * (rise.toNanos() / 2 + time.toNanos()) / 1e9; i++) {
                LockSupport.parkNanos(begin + nanosUntil(i, perSecond, rise.toNanos()) - System.nanoTime());
                threads.execute(() -> shots.add(call(callCentre.apply(calls.incrementAndGet()))));
            }
        }
        var parts = shots.stream().collect(Collectors.partitioningBy(shot -> shot.begin() - full >= 0));
        return new Ramp(
                new Volley(parts.get(false), rise, full), new Volley(parts.get(true), time, full + time.toNanos()));
    }

    /** After half of the rise times the rate have been called, the rest comes evenly. */
    private static long nanosUntil(long call, double perSecond, long rise) {
        var before = perSecond * rise / 2 / 1e9;
        return (long)
                (call < before
                        ? Math.sqrt(2 * call * 1e9 * rise / perSecond)
                        : rise + (call - before) * 1e9 / perSecond);
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
        var request = request(callCentre);
        var begin = System.nanoTime();
        try {
            var answer = connections.send(request);
            return new Shot(answer.status(), answer.retryAfter(), begin, System.nanoTime());
        } catch (IOException none) {
            return new Shot(0, "", begin, System.nanoTime());
        }
    }

    private byte[] request(String callCentre) {
        var body = "{\"callcenterId\":\"" + callCentre + "\",\"callId\":\"" + trigger + "-" + calls.incrementAndGet()
                + "\",\"phone\":\"0901234567\"}";
        return (head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        connections.close();
    }
}
