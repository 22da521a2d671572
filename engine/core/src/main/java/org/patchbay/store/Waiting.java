package org.patchbay.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/** One call centre's lanes that are not taken, by priority, the earliest due first; guarded by its {@link Turns}. */
final class Waiting {
    private final Map<Priority, Queue<Lane>> lanes = new EnumMap<>(Priority.class);

    void add(Lane lane) {
        lanes.computeIfAbsent(
                        lane.head().ticket().priority(), _ -> new PriorityQueue<>(Comparator.comparing(Lane::head)))
                .add(lane);
    }

    void remove(Lane lane) {
        lanes.values().removeIf(queue -> queue.remove(lane) && queue.isEmpty());
    }

    /** When the first one is due. */
    Instant due() {
        return lanes.values().stream().map(Waiting::due).min(Instant::compareTo).orElse(Instant.MAX);
    }

    private static Instant due(Queue<Lane> queue) {
        return queue.element().head().ticket().due();
    }

    /** Takes the first lane of the highest priority in which one is due. */
    Optional<Lane> take(Instant now) {
        var queue = lanes.values().stream()
                .filter(waiting -> !due(waiting).isAfter(now))
                .findFirst();
        var lane = queue.map(Queue::remove);
        lanes.values().removeIf(Queue::isEmpty);
        return lane;
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }
}
