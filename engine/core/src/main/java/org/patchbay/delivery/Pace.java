package org.patchbay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.patchbay.definition.Rate;

/** One limit: slots at equal distances, some of which may be used at once after a pause, and places under way. Thread-safe. */
final class Pace {
    private final Optional<Duration> distance;
    private final long burst;
    private final Optional<Long> places;
    private Instant free = Instant.EPOCH;
    /** Slots before that which nobody wants any more. */
    private final NavigableSet<Instant> givenBack = new TreeSet<>();

    private long taken;

    private Pace(Optional<Duration> distance, long burst, Optional<Long> places) {
        this.distance = distance;
        this.burst = burst;
        this.places = places;
    }

    static Pace of(Rate rate) {
        var distance = rate.perSecond().map(count -> Duration.ofSeconds(1).dividedBy(count));
        return new Pace(distance, rate.burst(), rate.concurrent());
    }

    /** The next free slot, now or later; from now on it is taken. */
    synchronized Instant reserve(Instant now) {
        if (distance.isEmpty()) {
            return now;
        }
        givenBack.headSet(now).clear();
        var again = givenBack.pollFirst();
        if (again != null) {
            return again;
        }
        var saved = now.minus(distance.get().multipliedBy(burst - 1));
        var slot = free.isAfter(saved) ? free : saved;
        free = slot.plus(distance.get());
        return slot.isAfter(now) ? slot : now;
    }

    /** A slot that nobody uses, for the next who asks. */
    synchronized void giveBack(Instant slot) {
        if (distance.isPresent()) {
            givenBack.add(slot);
        }
    }

    /** Whether there is a place under way now. */
    synchronized boolean isRoom() {
        return places.isEmpty() || taken < places.get();
    }

    /** Takes a place under way; false when there is none. */
    synchronized boolean enter() {
        if (!isRoom()) {
            return false;
        }
        taken++;
        return true;
    }

    /** Gives a place back. */
    synchronized void leave() {
        taken = Math.max(0, taken - 1);
    }
}
