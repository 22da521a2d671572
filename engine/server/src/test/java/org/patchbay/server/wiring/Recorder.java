package org.patchbay.server.wiring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;

/**
 * A partner that takes a moment for each request and fails now and then. It remembers what it did for each call in which order, and
 * what began before its turn or beside another one of the same call. Lives in the test's process. Thread-safe.
 */
final class Recorder {
    private static final int LONGEST = 4_000_000;

    private final Random random;
    private final double failing;
    /** Events by call, as far as they are done. */
    private final Map<String, Set<Integer>> done = new HashMap<>();

    private final Map<String, List<String>> underWay = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final List<String> early = new ArrayList<>();
    private final List<Overlap> overlaps = new ArrayList<>();
    private int count;

    Recorder(long seed, double failing) {
        this.random = new Random(seed);
        this.failing = failing;
    }

    /** Two requests of one call at the same time, by their keys. */
    record Overlap(String begun, String beside) {}

    /** Requests are {@code /calls/CALL/NUMBER}. */
    Replied answer(Asked asked) {
        var parts = asked.path().split("/", -1);
        var number = Integer.parseInt(parts[3]);
        var key = asked.header("idempotency-key");
        begin(parts[2], number, key);
        LockSupport.parkNanos(moment());
        return answer(parts[2], number, key);
    }

    private synchronized Replied answer(String call, int number, String key) {
        if (random.nextDouble() < failing) {
            underWay.get(call).remove(key);
            return new Replied(500, "{}");
        }
        end(call, number, key);
        return new Replied(201, "{}");
    }

    private synchronized int moment() {
        return random.nextInt(LONGEST);
    }

    synchronized void begin(String call, int number, String key) {
        if (number > 0 && !has(call, number - 1)) {
            early.add(key + " for event " + number + " of " + call);
        }
        var others = underWay.computeIfAbsent(call, _ -> new ArrayList<>());
        others.forEach(other -> overlaps.add(new Overlap(key, other)));
        others.add(key);
    }

    /** It is done. */
    synchronized void end(String call, int number, String key) {
        underWay.get(call).remove(key);
        record(call, number, key);
    }

    synchronized void record(String call, int number, String key) {
        count += done.computeIfAbsent(call, _ -> new HashSet<>()).add(number) ? 1 : 0;
        times.merge(key, 1, Integer::sum);
    }

    /** What was asked for while an earlier event of its call was not done. */
    synchronized List<String> early() {
        return List.copyOf(early);
    }

    synchronized List<Overlap> overlaps() {
        return List.copyOf(overlaps);
    }

    /** Events that were done, each counted once. */
    synchronized int count() {
        return count;
    }

    /** Effects at a partner that knows its keys. */
    synchronized int effects() {
        return times.size();
    }

    /** What was done more than once under one key: how often too often, by key. */
    synchronized Map<String, Integer> repeated() {
        var repeated = new HashMap<String, Integer>();
        times.forEach((key, often) -> {
            if (often > 1) {
                repeated.put(key, often - 1);
            }
        });
        return repeated;
    }

    synchronized boolean has(String call, int number) {
        return done.getOrDefault(call, Set.of()).contains(number);
    }
}
