package org.patchbay.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose turn it is: tickets of one lane in the order they came, lanes of one call centre by when they are due, call centres one after
 * the other. A lane that was claimed is not handed out again before its ticket is finished or postponed. Thread-safe; holds no payload,
 * so that a long queue costs little memory.
 */
public final class Turns {
    private final Map<String, Lane> lanes = new HashMap<>();
    /** Call centres with a lane that waits; the one that was served last stands last. */
    private final Map<String, Waiting> centres = new LinkedHashMap<>();
    /** Tickets of each call centre that are not finished; who asks for their number waits for nobody. */
    private final Map<String, Integer> loads = new ConcurrentHashMap<>();
    /** Places of each call centre that are taken. */
    private final Map<String, Integer> taken = new HashMap<>();

    private long arrivals;
    private int tickets;

    /**
     * One job, without what it carries.
     *
     * @param id id of the job
     * @param places where work is done that it needs ({@link Lanes.Job#places})
     */
    public record Ticket(String id, String lane, String callCentre, Priority priority, Instant due, int places) {
        /** The same, due then. */
        public Ticket dueAt(Instant other) {
            return new Ticket(id, lane, callCentre, priority, other, places);
        }
    }

    /** Puts tickets at the ends of their lanes. */
    public synchronized void add(List<Ticket> more) {
        more.forEach(this::add);
    }

    private void add(Ticket ticket) {
        var lane = lanes.computeIfAbsent(ticket.lane(), _ -> new Lane());
        lane.add(new Turn(arrivals++, ticket));
        count(ticket.callCentre(), 1);
        if (lane.size() == 1) {
            await(lane);
        }
    }

    private void count(String callCentre, int more) {
        tickets += more;
        add(loads, callCentre, more);
    }

    private static void add(Map<String, Integer> numbers, String callCentre, int more) {
        numbers.merge(callCentre, more, (before, change) -> before + change == 0 ? null : before + change);
    }

    /**
     * Takes the first tickets of lanes until they fill so many places, at most one lane of each call centre per round.
     *
     * @param ofOne how many places of one call centre may be taken at the same time
     */
    public synchronized List<Ticket> claim(Instant now, int atMost, int ofOne) {
        var claimed = new ArrayList<Ticket>();
        var left = atMost;
        var before = -1;
        while (left > 0 && claimed.size() > before) {
            before = claimed.size();
            for (var centre : List.copyOf(centres.keySet())) {
                if (left > 0 && taken.getOrDefault(centre, 0) < ofOne) {
                    var found = take(centre, now);
                    left -= found.map(Ticket::places).orElse(0);
                    found.ifPresent(claimed::add);
                }
            }
        }
        return claimed;
    }

    private Optional<Ticket> take(String centre, Instant now) {
        var waiting = Optional.ofNullable(centres.get(centre));
        var lane = waiting.flatMap(lanesOf -> lanesOf.take(now));
        lane.ifPresent(found -> {
            found.taken = true;
            add(taken, centre, found.head().ticket().places());
            centres.remove(centre);
            waiting.filter(left -> !left.isEmpty()).ifPresent(left -> centres.put(centre, left));
        });
        return lane.map(found -> found.head().ticket());
    }

    /** Whether the ticket is claimed and neither finished nor postponed. */
    public synchronized boolean isClaimed(Ticket ticket) {
        return claimed(ticket).isPresent();
    }

    /** The ticket is done with; its lane goes on. False when it was not claimed. */
    public synchronized boolean finish(Ticket ticket) {
        var lane = claimed(ticket);
        lane.ifPresent(found -> {
            giveBack(found);
            goOn(found);
        });
        return lane.isPresent();
    }

    private void goOn(Lane lane) {
        var over = lane.remove();
        count(over.ticket().callCentre(), -1);
        if (lane.size() == 0) {
            lanes.remove(over.ticket().lane());
        } else {
            await(lane);
        }
    }

    /** The ticket waits until then, and its lane with it. False when it was not claimed. */
    public synchronized boolean postpone(Ticket ticket, Instant due) {
        var lane = claimed(ticket);
        lane.ifPresent(waiting -> {
            giveBack(waiting);
            waiting.delay(due);
            await(waiting);
        });
        return lane.isPresent();
    }

    /** True when a ticket of that lane is not finished. */
    public synchronized boolean isBusy(String lane) {
        return lanes.containsKey(lane);
    }

    /** A ticket that is not claimed is due then instead, in its place. False when it is claimed or not there. */
    public synchronized boolean redate(Ticket ticket, Instant due) {
        var lane = unclaimed(ticket);
        lane.ifPresent(waiting -> {
            var first = waiting.head().ticket().id().equals(ticket.id());
            if (first) {
                leave(waiting);
            }
            waiting.redate(ticket.id(), due);
            if (first) {
                await(waiting);
            }
        });
        return lane.isPresent();
    }

    /** A ticket that is not claimed is done with. False when it is claimed or not there. */
    public synchronized boolean drop(Ticket ticket) {
        var lane = unclaimed(ticket);
        lane.ifPresent(waiting -> {
            if (waiting.head().ticket().id().equals(ticket.id())) {
                leave(waiting);
                goOn(waiting);
            } else {
                waiting.drop(ticket.id());
                count(ticket.callCentre(), -1);
            }
        });
        return lane.isPresent();
    }

    private void leave(Lane lane) {
        var centre = lane.head().ticket().callCentre();
        Optional.ofNullable(centres.get(centre)).ifPresent(waiting -> {
            waiting.remove(lane);
            if (waiting.isEmpty()) {
                centres.remove(centre);
            }
        });
    }

    private Optional<Lane> unclaimed(Ticket ticket) {
        return Optional.ofNullable(lanes.get(ticket.lane()))
                .filter(lane -> lane.holds(ticket.id()))
                .filter(lane -> !lane.taken || !lane.head().ticket().id().equals(ticket.id()));
    }

    /** When the next lane that is not taken is due. */
    public synchronized Optional<Instant> nextDue() {
        return centres.values().stream().map(Waiting::due).min(Instant::compareTo);
    }

    /** Tickets that are not finished. */
    public synchronized int waiting() {
        return tickets;
    }

    /** Tickets of a call centre that are not finished. */
    public int waiting(String callCentre) {
        return loads.getOrDefault(callCentre, 0);
    }

    private void giveBack(Lane lane) {
        add(taken, lane.head().ticket().callCentre(), -lane.head().ticket().places());
        lane.taken = false;
    }

    private void await(Lane lane) {
        centres.computeIfAbsent(lane.head().ticket().callCentre(), _ -> new Waiting())
                .add(lane);
    }

    private Optional<Lane> claimed(Ticket ticket) {
        return Optional.ofNullable(lanes.get(ticket.lane()))
                .filter(lane -> lane.taken && lane.head().ticket().id().equals(ticket.id()));
    }
}
