package org.patchbay.store;

import java.time.Instant;
import org.patchbay.store.Turns.Ticket;

/**
 * A ticket in its place.
 *
 * @param arrival counts up over all tickets; decides between lanes that are due at the same moment
 */
record Turn(long arrival, Ticket ticket) implements Comparable<Turn> {
    Turn dueAt(Instant due) {
        return new Turn(arrival, ticket.dueAt(due));
    }

    @Override
    public int compareTo(Turn other) {
        var byDue = ticket.due().compareTo(other.ticket().due());
        return byDue == 0 ? Long.compare(arrival, other.arrival) : byDue;
    }
}
