package org.patchbay.server.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.server.jdbc.LaneRows.Held;
import org.patchbay.store.Lanes.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes that this node works on, and how long it may be sure of them. Ends are counted on the monotonic clock from before the
 * database was asked, so that a node that came to a standstill knows on waking up that it may have lost them. Thread-safe.
 */
final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final Duration length;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    /** Lanes at which this process is at work, whether they are still its own or not, and the jobs that it took from them. */
    private final Map<String, Busy> busy = new ConcurrentHashMap<>();

    Leases(Duration length) {
        this.length = length;
    }

    /**
     * A lane and the job that was taken from it.
     *
     * @param askedAt reading of the monotonic clock before the database was asked for it, the last time
     */
    record Lease(Held held, String job, boolean begun, long askedAt, Duration length) {
        /** Ends a little early: requests take time, and clocks tick differently. */
        boolean isSure() {
            return System.nanoTime() - askedAt
                    < length.multipliedBy(4).dividedBy(5).toNanos();
        }

        private Lease asked(long when) {
            return new Lease(held, job, begun, when, length);
        }
    }

    private record Busy(String job, String callCentre, int places) {
        static Busy with(Job job) {
            return new Busy(job.id(), job.trigger().callCentre(), job.places());
        }
    }

    /** Notes a lane that was asked for at that reading of the monotonic clock. */
    void add(Held held, Job job, boolean begun, long asked) {
        busy.put(held.lane(), Busy.with(job));
        leases.put(held.lane(), new Lease(held, job.id(), begun, asked, length));
    }

    /** How long the database gives a lane to this node. */
    Duration length() {
        return length;
    }

    /** True while this process is at work on a job of that lane, also when it has lost it. */
    boolean isBusy(String lane) {
        return busy.containsKey(lane);
    }

    /** How many places jobs of a call centre fill at which this process is at work. */
    int busy(String callCentre) {
        return busy.values().stream()
                .filter(one -> one.callCentre().equals(callCentre))
                .mapToInt(Busy::places)
                .sum();
    }

    /** The lease under which this job was taken. */
    Optional<Lease> of(Job job) {
        return Optional.ofNullable(leases.get(job.lane()))
                .filter(lease -> lease.job().equals(job.id()));
    }

    void begun(Lease lease) {
        leases.computeIfPresent(
                lease.held().lane(),
                (_, now) -> now.job().equals(lease.job())
                        ? new Lease(now.held(), now.job(), true, now.askedAt(), length)
                        : now);
    }

    /** This process does nothing more about a job. */
    void remove(Job job) {
        leases.computeIfPresent(job.lane(), (_, lease) -> lease.job().equals(job.id()) ? null : lease);
        busy.remove(job.lane(), Busy.with(job));
    }

    List<Lease> all() {
        return List.copyOf(leases.values());
    }

    /** It is this node's own for another while, counted from when the database was asked. */
    void renewed(Lease lease, long asked) {
        leases.computeIfPresent(
                lease.held().lane(), (_, now) -> now.held().equals(lease.held()) ? now.asked(asked) : now);
    }

    /** Another node has it. */
    void lost(Lease lease) {
        var gone = Optional.ofNullable(leases.get(lease.held().lane()))
                .filter(now -> now.held().equals(lease.held()))
                .filter(now -> leases.remove(now.held().lane(), now));
        gone.ifPresent(
                now -> LOG.warn("lane.lost job={} consequence=\"another node goes on with its lane\"", now.job()));
    }
}
