package org.patchbay.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** One call centre's lanes that are not taken, the earliest due first; guarded by its {@link Turns}. */
final class Waiting {
    private final Queue<Lane> lanes = new PriorityQueue<>(Comparator.comparing(Lane::head));

    void add(Lane lane) {
        lanes.add(lane);
    }

    /** When the first one is due. */
    Instant due() {
        return lanes.element().head().ticket().due();
    }

    Lane first() {
        return lanes.remove();
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }
}
