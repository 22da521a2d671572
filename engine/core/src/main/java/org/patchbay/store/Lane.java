package org.patchbay.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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

    boolean holds(String ticket) {
        return turns.stream().anyMatch(turn -> turn.ticket().id().equals(ticket));
    }

    void redate(String ticket, Instant due) {
        var all = List.copyOf(turns);
        turns.clear();
        all.forEach(turn -> turns.addLast(turn.ticket().id().equals(ticket) ? turn.dueAt(due) : turn));
    }

    void drop(String ticket) {
        turns.removeIf(turn -> turn.ticket().id().equals(ticket));
    }

    int size() {
        return turns.size();
    }
}
