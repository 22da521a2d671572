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

    Leases(Duration length) {
        this.length = length;
    }

    /**
     * A lane and the job that was taken from it.
     *
     * @param takenAt reading of the monotonic clock
     * @param until reading of the monotonic clock
     */
    record Lease(Held held, String job, boolean begun, long takenAt, long until) {
        boolean isSure() {
            return System.nanoTime() - until < 0;
        }
    }

    /** Notes a lane that was asked for at that reading of the monotonic clock. */
    void add(Held held, Job job, boolean begun, long asked) {
        leases.put(held.lane(), new Lease(held, job.id(), begun, System.nanoTime(), end(asked)));
    }

    /** Ends a little early: requests take time, and clocks tick differently. */
    private long end(long asked) {
        return asked + length.multipliedBy(4).dividedBy(5).toNanos();
    }

    /** How long the database gives a lane to this node. */
    Duration length() {
        return length;
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
                        ? new Lease(now.held(), now.job(), true, now.takenAt(), now.until())
                        : now);
    }

    void remove(Lease lease) {
        leases.values().removeIf(now -> now.held().equals(lease.held()));
    }

    boolean isEmpty() {
        return leases.isEmpty();
    }

    /**
     * Keeps what is still this node's own and lets go of the rest.
     *
     * @param own epochs by lane
     * @param asked when the database was asked
     */
    void renewed(Map<String, Long> own, long asked) {
        for (var lease : List.copyOf(leases.values())) {
            if (lease.takenAt() - asked > 0) {
                continue;
            }
            if (Optional.ofNullable(own.get(lease.held().lane()))
                    .equals(Optional.of(lease.held().epoch()))) {
                leases.computeIfPresent(
                        lease.held().lane(),
                        (_, now) -> new Lease(now.held(), now.job(), now.begun(), now.takenAt(), end(asked)));
            } else if (leases.remove(lease.held().lane(), lease)) {
                LOG.warn("lane.lost job={} consequence=\"another node goes on with its lane\"", lease.job());
            }
        }
    }
}
