package org.patchbay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.patchbay.definition.EndpointException;
import org.patchbay.definition.Rate;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.flow.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a job may be sent now: limits of its integrator and endpoint, and a breaker for each host and integrator. A job that
 * may not is postponed without using up a try. Thread-safe.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Duration A_MOMENT = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int REMEMBERED = 100_000;

    private final Map<Destination, Breaker> breakers = new ConcurrentHashMap<>();
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final Map<String, Reservation> reserved = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    Gate(RandomGenerator random) {
        this.random = random;
    }

    /** What is limited, and by how much. */
    private record Limit(String key, Rate rate) {}

    /** A slot in a pace. */
    private record Slot(Pace pace, Instant time) {}

    /** The slots of a job, and the time of the latest. */
    private record Reservation(Instant due, List<Slot> slots) {
        void giveBack() {
            slots.forEach(slot -> slot.pace().giveBack(slot.time()));
        }
    }

    /** A job does not come at its time: others may have its slots. */
    void dropped(String job) {
        Optional.ofNullable(reserved.remove(job)).ifPresent(Reservation::giveBack);
    }

    /** Lets a job pass, or says when to come again. Who was let pass has to be reported with {@link #left}. */
    Optional<Instant> ask(String job, Work work, Instant now) {
        var open = breaker(work).closedUntil(now);
        if (open.isPresent()) {
            // Nobody passes in its place, and later it would pass beside those whose turn it is then.
            dropped(job);
            return open.map(until -> until.plus(jitter(A_MOMENT)));
        }
        if (!reserved.containsKey(job) && !isRoomFor(work)) {
            return Optional.of(afterTheCrowd(now));
        }
        var reservation = Optional.ofNullable(reserved.remove(job)).orElseGet(() -> reserve(work, now));
        if (reservation.due().isAfter(now)) {
            if (reserved.size() < REMEMBERED) {
                reserved.put(job, reservation);
            }
            return Optional.of(reservation.due());
        }
        if (!enter(work)) {
            reservation.giveBack();
            return Optional.of(afterTheCrowd(now));
        }
        return Optional.empty();
    }

    /** Whoever finds no place needs no slot: it would be missing to those who could go. */
    private boolean isRoomFor(Work work) {
        return limits(work).stream().map(this::pace).allMatch(Pace::isRoom);
    }

    private Reservation reserve(Work work, Instant now) {
        var slots = limits(work).stream()
                .map(this::pace)
                .map(pace -> new Slot(pace, pace.reserve(now)))
                .toList();
        var due = slots.stream().map(Slot::time).max(Comparator.naturalOrder()).orElse(now);
        return new Reservation(due, slots);
    }

    /** Enters everywhere or nowhere. */
    private boolean enter(Work work) {
        var entered = new ArrayList<Limit>();
        for (var limit : limits(work)) {
            if (!pace(limit).enter()) {
                entered.forEach(one -> pace(one).leave());
                return false;
            }
            entered.add(limit);
        }
        return true;
    }

    /** The request is over, and that is what it came to. */
    void left(Work work, Optional<Outcome> outcome, Instant now) {
        limits(work).forEach(limit -> pace(limit).leave());
        var breaker = breaker(work);
        outcome.filter(found -> !isCrowded(found)).ifPresent(found -> {
            if (isTrouble(found)) {
                breaker.failed(now).ifPresent(until -> opened(work, until));
            } else if (breaker.answered()) {
                LOG.info("breaker.closed destination=\"{}\" consequence=\"its work goes on\"", work.destination());
            }
            asked(found).map(now::plus).filter(end -> breaker.pause(now, end)).ifPresent(end -> paused(work, end));
        });
    }

    private static void opened(Work work, Instant until) {
        LOG.warn(
                "breaker.opened destination=\"{}\" failures={} until={} consequence=\"its work waits\"",
                work.destination(),
                Breaker.FAILURES,
                until);
    }

    private static void paused(Work work, Instant until) {
        LOG.warn(
                "breaker.paused destination=\"{}\" until={} consequence=\"its work waits, as the partner has asked\"",
                work.destination(),
                until);
    }

    /** When to come again for a request that was not sent, because too many are under way to the same partner. */
    Instant afterTheCrowd(Instant now) {
        return now.plus(A_MOMENT).plus(jitter(A_MOMENT));
    }

    /** True when nothing was sent, and that says nothing about the partner. */
    static boolean isCrowded(Outcome outcome) {
        return outcome.reason()
                .map(failure -> failure.code() == FailureCode.UPSTREAM_CROWDED)
                .orElse(false);
    }

    /** How long the partner wants to be left alone. */
    private static Optional<Duration> asked(Outcome outcome) {
        return outcome instanceof Outcome.Retry(var failure, var wait)
                        && failure.status().map(Gate::isBusy).orElse(false)
                ? wait.map(time -> time.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : time)
                : Optional.empty();
    }

    private static boolean isBusy(int status) {
        return status == 429 || status == 503;
    }

    private static boolean isTrouble(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Retry(var failure, var _) -> isTrouble(failure);
            case Outcome.Unknown(var failure) -> isTrouble(failure);
            case Outcome.Ok _,
                    Outcome.AlreadyDone _,
                    Outcome.Refresh _,
                    Outcome.Reauth _,
                    Outcome.Disable _,
                    Outcome.Remove _,
                    Outcome.Fail _ -> false;
        };
    }

    private static boolean isTrouble(Failure failure) {
        return failure.status()
                .map(status -> status >= 500)
                .orElse(failure.code() == FailureCode.UPSTREAM_TIMEOUT
                        || failure.code() == FailureCode.UPSTREAM_UNREACHABLE);
    }

    private Breaker breaker(Work work) {
        return breakers.computeIfAbsent(work.destination(), _ -> new Breaker());
    }

    private Pace pace(Limit limit) {
        return paces.computeIfAbsent(limit.key() + " " + limit.rate(), _ -> Pace.of(limit.rate()));
    }

    private static List<Limit> limits(Work work) {
        var tenant = work.run().tenant();
        var endpoint = work.step().plan().endpoint();
        var limits = new ArrayList<Limit>();
        tenant.integrator().rate().ifPresent(rate -> limits.add(new Limit(tenant.name(), rate)));
        tenant.exception(work.step().name())
                .flatMap(EndpointException::rate)
                .or(() -> endpoint.delivery().rate())
                .ifPresent(rate ->
                        limits.add(new Limit(tenant.name() + "/" + work.step().name(), rate)));
        return limits;
    }

    private Duration jitter(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    /** Who is left alone for now. */
    LeftAlone leftAlone(Instant now) {
        return new LeftAlone(breakers.entrySet().stream()
                .filter(entry -> entry.getValue().isOpen(now))
                .map(Map.Entry::getKey));
    }
}
