package org.patchbay.server.wiring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;

/** A partner that fails now and then, and remembers what it did for each call in which order. Lives in the test's process. */
final class Recorder {
    private final Random random;
    private final double failing;
    private final Map<String, List<Integer>> done = new HashMap<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private int overlaps;

    Recorder(long seed, double failing) {
        this.random = new Random(seed);
        this.failing = failing;
    }

    /** Requests are {@code /calls/CALL/NUMBER}. */
    Replied answer(Asked asked) {
        var parts = asked.path().split("/", -1);
        begin(parts[2]);
        Thread.onSpinWait();
        return end(parts[2], Integer.parseInt(parts[3]), asked.header("idempotency-key"));
    }

    private synchronized void begin(String call) {
        if (underWay.merge(call, 1, Integer::sum) > 1) {
            overlaps++;
        }
    }

    private synchronized Replied end(String call, int number, String key) {
        underWay.merge(call, -1, Integer::sum);
        if (random.nextDouble() < failing) {
            return new Replied(500, "{}");
        }
        record(call, number, key);
        return new Replied(201, "{}");
    }

    synchronized void record(String call, int number, String key) {
        done.computeIfAbsent(call, _ -> new ArrayList<>()).add(number);
        keys.put(key, call + "/" + number);
    }

    /** Events of a call that were done after a later one of it, counted by their first time. */
    synchronized int inversions() {
        var inversions = 0;
        for (var numbers : done.values()) {
            var seen = new TreeSet<Integer>();
            for (var number : numbers) {
                if (!seen.isEmpty() && !seen.contains(number) && seen.last() > number) {
                    inversions++;
                }
                seen.add(number);
            }
        }
        return inversions;
    }

    synchronized int overlaps() {
        return overlaps;
    }

    /** Effects at a partner that knows its keys. */
    synchronized int effects() {
        return keys.size();
    }

    /** How often something was done that had been done under the same key. */
    synchronized int repeated() {
        return done.values().stream().mapToInt(List::size).sum() - keys.size();
    }

    synchronized boolean has(String call, int number) {
        return done.getOrDefault(call, List.of()).contains(number);
    }
}
