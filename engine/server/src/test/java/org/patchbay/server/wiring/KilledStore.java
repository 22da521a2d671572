package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.patchbay.server.wiring.BareEngine.Order;
import org.patchbay.server.wiring.BareEngine.Way;

/**
 * A store whose engines are killed one after the other: what they said that they had accepted, whether it was there when the next one
 * opened the store, and whether a partner got it in the end, in its order.
 */
final class KilledStore implements AutoCloseable {
    private static final int CALLS = 120;
    private static final int AT_ONCE = 16;
    /** Events that a process accepts before it is killed, at most. */
    private static final int MOST = 40;

    private final String name;
    private final Path directory;
    private final Optional<String> database;
    private final Way way;
    private final Random random;
    private final Counterpart partner;
    private final List<String> calls =
            IntStream.range(0, CALLS).mapToObj(call -> "c" + call).collect(Collectors.toList());
    private final Map<String, Integer> next = new ConcurrentHashMap<>();
    /** Executions that were accepted and had not been done when they were looked at last, by call and event. */
    private final Map<String, String> accepted = new ConcurrentHashMap<>();

    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private Map<String, String> waiting = Map.of();
    private volatile boolean open;
    private final AtomicInteger progress = new AtomicInteger();
    private int wanted;
    private int kills;
    private int atPartner;

    KilledStore(String name, long seed, Path directory, Optional<String> database, Way way) {
        this.name = name;
        this.directory = directory;
        this.database = database;
        this.way = way;
        this.random = new Random(seed);
        this.partner = new Counterpart(seed, 0.3);
    }

    String name() {
        return name;
    }

    /** What the next process is to do: some calls go on. */
    Order order(int life) {
        open = false;
        progress.set(0);
        wanted = 1 + random.nextInt(MOST);
        kept.clear();
        waiting = waiting();
        Collections.shuffle(calls, random);
        var mine = new LinkedHashMap<String, Integer>();
        calls.stream().limit(AT_ONCE).forEach(call -> mine.put(call, next.getOrDefault(call, 0)));
        return new Order(name, directory, database, partner.port(), life, way, mine);
    }

    /** What the process says. */
    void hear(List<String> words) {
        switch (words.getFirst()) {
            case "kept" -> kept.add(words.get(1));
            case "open" -> open = true;
            case "accepted" -> {
                progress.incrementAndGet();
                next.put(words.get(1), Integer.parseInt(words.get(2)) + 1);
                accepted.put(words.get(1) + "/" + words.get(2), words.get(3));
            }
            default -> lost.add(String.join(" ", words));
        }
    }

    /** True when the process has accepted as many events as it was given time for. */
    boolean isUnderLoad() {
        return progress.get() >= wanted;
    }

    void aboutToBeKilled() {
        atPartner += partner.underWay() > 0 ? 1 : 0;
    }

    /** The process is gone; what it had found in the store is compared with what was to be there. */
    void killed() {
        kills++;
        if (open) {
            waiting.entrySet().stream()
                    .filter(one -> !kept.contains(one.getValue()))
                    .forEach(one -> lost.add(one.getKey() + ", execution " + one.getValue()));
        }
    }

    /** What was accepted and is not done, with its execution. */
    private Map<String, String> waiting() {
        accepted.keySet().removeIf(this::isDone);
        return Map.copyOf(accepted);
    }

    private boolean isDone(String event) {
        var parts = event.split("/", -1);
        return partner.has(parts[0], Integer.parseInt(parts[1]));
    }

    /** Until all that the processes so far have accepted is done. */
    void awaitDone() {
        Site.until(Trial.PATIENCE, () -> open);
        var left = waiting();
        Site.until(Trial.PATIENCE, () -> left.keySet().stream().allMatch(this::isDone));
    }

    boolean isWhole() {
        return lost.isEmpty();
    }

    /** Nothing lost, nothing out of turn, and nothing done again but what was under way at a kill. */
    void compare() {
        assertThat(lost).as("accepted, and neither there nor done").isEmpty();
        assertThat(partner.outOfTurn())
                .as("asked for out of turn, twice by one process, or under another key")
                .isEmpty();
        assertThat(partner.repeated())
                .as("done again: no more than was under way at each kill")
                .isLessThanOrEqualTo(kills * CALLS);
        assertThat(partner.failed()).as("there were failures").isPositive();
        assertThat(partner.repeated()).as("kills that hit something on its way").isGreaterThanOrEqualTo(kills / 20);
    }

    /** What was measured. */
    String told() {
        var sum = next.values().stream().mapToInt(Integer::intValue).sum();
        return name + ": " + kills + " kills, " + atPartner + " with requests at the partner, " + sum + " accepted, "
                + lost.size() + " lost, " + partner.outOfTurn().size() + " out of turn, " + partner.repeated()
                + " done again under their own keys, " + partner.failed() + " failed";
    }

    @Override
    public void close() {
        partner.close();
    }
}
