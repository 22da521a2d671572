package org.patchbay.server.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A partner that engines ask through a {@link Courier}, in the test's process. It fails now and then, and notes whatever comes out of
 * turn: of each call the events have to come one by one, and only the last may come again, from another process and under its own key.
 * Thread-safe.
 */
final class Counterpart implements AutoCloseable {
    private static final int LONGEST = 150_000_000;

    private final ServerSocket server;
    private final Random random;
    private final double failing;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, Last> last = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final List<String> outOfTurn = new ArrayList<>();
    private int repeated;
    private int failed;

    Counterpart(long seed, double failing) {
        this.random = new Random(seed);
        this.failing = failing;
        try {
            server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /** The last event of a call that was done, and the process that had it done. */
    private record Last(int number, int life, String key) {
        static final Last NONE = new Last(-1, -1, "");
    }

    int port() {
        return server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setTcpNoDelay(true);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                underWay.incrementAndGet();
                try {
                    var answer = answer(line) + "\n";
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } finally {
                    underWay.decrementAndGet();
                }
            }
        } catch (IOException killed) {
            // Whoever asked is gone.
        }
    }

    private int answer(String line) {
        var words = line.split(" ", -1);
        var path = words[1].split("/", -1);
        LockSupport.parkNanos(drawn());
        return asked(Integer.parseInt(words[0]), path[2], Integer.parseInt(path[3]), words[2]);
    }

    private synchronized int drawn() {
        return random.nextInt(LONGEST);
    }

    /** The status of the answer to that process, which asks for that event of that call under that key. */
    synchronized int asked(int life, String call, int number, String key) {
        var before = last.getOrDefault(call, Last.NONE);
        var again = number == before.number();
        if (again ? life == before.life() || !key.equals(before.key()) : number != before.number() + 1) {
            outOfTurn.add("process " + life + " asked for event " + number + " of " + call + " under " + key + " after "
                    + before);
        }
        if (random.nextDouble() < failing) {
            failed++;
            return 500;
        }
        repeated += again ? 1 : 0;
        last.put(call, new Last(number, life, key));
        owners.merge(key, call + "/" + number, (one, other) -> {
            if (!one.equals(other)) {
                outOfTurn.add("the key " + key + " came for " + one + " and for " + other);
            }
            return one;
        });
        return 201;
    }

    synchronized List<String> outOfTurn() {
        return List.copyOf(outOfTurn);
    }

    synchronized boolean has(String call, int number) {
        return last.getOrDefault(call, Last.NONE).number() >= number;
    }

    /** Events that were done a second time, under their same key. */
    synchronized int repeated() {
        return repeated;
    }

    synchronized int failed() {
        return failed;
    }

    /** Requests that came and are not answered. */
    int underWay() {
        return underWay.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
