package org.patchbay.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The tickets of one lane, in order; guarded by its {@link Turns}. */
final class Lane {
    private final Deque<Turn> turns = new ArrayDeque<>(2);
    boolean taken;

    void add(Turn turn) {
        turns.addLast(turn);
    }

    Turn head() {
        return turns.getFirst();
    }

    Turn remove() {
        return turns.removeFirst();
    }

    void delay(Instant due) {
        turns.addFirst(turns.removeFirst().dueAt(due));
    }

    int size() {
        return turns.size();
    }
}
