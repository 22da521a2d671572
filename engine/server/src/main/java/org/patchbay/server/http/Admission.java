package org.patchbay.server.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.patchbay.call.Bulk;
import org.patchbay.server.http.Lag.Patience;

/**
 * The door for new work: counts what is inside, lets in only so much, of each call centre only a part of that, and can be closed. Nobody
 * waits at it: who is not let in is told so at once. Thread-safe.
 */
public final class Admission {
    private static final int MOST = 10_000;
    private static final int LEAST = 64;
    /** What a piece of work may need at the worst, in bytes: its request, the replies of its partners and what becomes of them. */
    private static final long NEED = 256 << 10;

    /** One call centre gets every fourth place at most: a partner that hangs holds up no one but its own. */
    private static final int SHARES = 4;

    /** So many of one call centre are never too many. */
    private static final int FEW = 4;

    /** Work that waits so long for a processor is more than there should be of it: no more is let in until there is less. */
    private static final Patience BEHIND = Patience.ofMillis(1_000, 20);

    /** From here on those who have the most get no more. */
    private static final Patience BUSY = Patience.ofMillis(100, 10);

    /** Who reads what is asked may be so late while there is too much of it. */
    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(5);

    private static final Refusal CROWDED = Refusal.of(ProblemCode.OVERLOADED, "work waits too long for its turn");
    private static final Refusal CLOSED = Refusal.of(ProblemCode.DRAINING, "this server takes no more work");

    private final int places;
    private final Refusal full;
    private final Lag lag;
    private final AtomicInteger inside = new AtomicInteger();
    /** Requests that are not answered yet, also those that no thread has begun with. */
    private final AtomicInteger unanswered = new AtomicInteger();

    private final ConcurrentMap<String, Integer> byCallCentre = new ConcurrentHashMap<>();
    private final Bulk bodies = Bulk.ofMemory();
    private final Strangers strangers = new Strangers();
    private volatile boolean closed;

    /** A door to as many places as the memory of this process has room for. */
    public Admission() {
        this(Math.clamp(Runtime.getRuntime().maxMemory() / NEED, LEAST, MOST), Lag.ofVirtualThreads());
    }

    Admission(int places, Lag lag) {
        this.places = places;
        this.full = Refusal.of(ProblemCode.OVERLOADED, places + " requests are being worked on");
        this.lag = lag;
    }

    /**
     * Does a piece of work.
     *
     * @throws Declined the server is stopping, or has too much to do
     */
    public <T> T admit(Supplier<T> work) {
        var now = inside.incrementAndGet();
        try {
            check(now);
            return work.get();
        } finally {
            inside.decrementAndGet();
        }
    }

    /** The room for large bodies of requests. */
    Bulk bodies() {
        return bodies;
    }

    /** Who is not let in by hooks. */
    Strangers strangers() {
        return strangers;
    }

    /** A request begins. */
    void asked() {
        unanswered.incrementAndGet();
    }

    /** So many requests have ended. */
    void answered(int requests) {
        unanswered.addAndGet(-requests);
    }

    /** Why new work would be refused now to whom that thread serves. */
    Optional<Refusal> refusal(Lag reading) {
        return (isBehind(BEHIND) || isLate(reading)) && !isMostlyOnes()
                ? Optional.of(CROWDED)
                : refusal(inside.get() + 1);
    }

    private boolean isLate(Lag reading) {
        return reading.isMoreThan(LATE) && lag.isLasting() && lag.isCrowd(unanswered.get());
    }

    /** Work waits so long for a processor, and it is requests that crowd: refusing them would not help against anything else. */
    private boolean isBehind(Patience patience) {
        return lag.isMoreThan(patience) && lag.isCrowd(unanswered.get());
    }

    /** True while one call centre has more than half of the work: it is told so by its own name, and the others are let in. */
    private boolean isMostlyOnes() {
        var half = inside.get() / 2;
        if (half <= FEW) {
            return false;
        }
        for (var now : byCallCentre.values()) {
            if (now > half) {
                return true;
            }
        }
        return false;
    }

    private Optional<Refusal> refusal(int now) {
        if (closed) {
            return Optional.of(CLOSED);
        }
        return now > places ? Optional.of(full) : Optional.empty();
    }

    private void check(int now) {
        refusal(now).ifPresent(refusal -> {
            throw refusal.problem().declined();
        });
    }

    /** Does a piece of work for one call centre; declines as {@link #admit(Supplier)} and {@link #share} do. */
    public <T> T admit(String callCentre, Supplier<T> work) {
        return admit(() -> share(callCentre, work));
    }

    /**
     * Does a part of what was admitted that is for one call centre.
     *
     * @throws Declined too much is being done for it
     */
    public <T> T share(String callCentre, Supplier<T> work) {
        var now = byCallCentre.merge(callCentre, 1, Integer::sum);
        try {
            var most = most(now);
            if (now > most) {
                throw ProblemDetails.of(
                                ProblemCode.TOO_MANY_REQUESTS,
                                most + " requests of this call centre are being worked on")
                        .declined();
            }
            return work.get();
        } finally {
            byCallCentre.computeIfPresent(callCentre, (_, left) -> left == 1 ? null : left - 1);
        }
    }

    /** A quarter; while work waits, twice what the others have on average. */
    private int most(int own) {
        var share = places / SHARES;
        var others = byCallCentre.size() - 1;
        return isBehind(BUSY) && others > 0
                ? Math.clamp((inside.get() - own) * 2L / others, Math.min(FEW, share), share)
                : share;
    }

    /** True from the moment it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Lets in nothing more. */
    public void close() {
        closed = true;
    }

    /** Waits until nothing is inside, at most so long; true when nothing is. */
    public boolean awaitEmpty(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (inside.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE);
        }
        return inside.get() == 0;
    }
}
