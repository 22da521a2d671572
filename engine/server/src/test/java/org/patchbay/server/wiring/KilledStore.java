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
    private static final int CALLS = 60;
    private static final int AT_ONCE = 6;
    /** Events that a process accepts before it is killed, at most. */
    private static final int MOST = 16;

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
    private int unfinished;
    private int unopened;

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
        return new Order(name, directory, database, partner.port(), life, wanted, way, mine);
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
        unfinished += waiting().isEmpty() ? 0 : 1;
        unopened += open ? 0 : 1;
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
    void awaitDone(Victim victim) {
        victim.until(() -> open);
        var left = waiting();
        victim.until(() -> left.keySet().stream().allMatch(this::isDone));
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
    }

    /**
     * What happened to a store.
     *
     * @param unopened kills before it was open
     * @param unfinished kills at which something was accepted and not done
     * @param atPartner kills at which the partner had requests that were not answered
     * @param repeated events that were done twice, under their same key
     */
    record Told(int kills, int unopened, int unfinished, int atPartner, int accepted, int repeated, int failed) {
        static final Told NOTHING = new Told(0, 0, 0, 0, 0, 0, 0);

        Told and(Told other) {
            return new Told(
                    kills + other.kills,
                    unopened + other.unopened,
                    unfinished + other.unfinished,
                    atPartner + other.atPartner,
                    accepted + other.accepted,
                    repeated + other.repeated,
                    failed + other.failed);
        }
    }

    Told told() {
        var sum = next.values().stream().mapToInt(Integer::intValue).sum();
        return new Told(kills, unopened, unfinished, atPartner, sum, partner.repeated(), partner.failed());
    }

    @Override
    public void close() {
        partner.close();
    }
}
