package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Failpoint;
import org.patchbay.server.jdbc.LaneRows.Held;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of the lanes that are due a node takes, fair between call centres. */
record Claims(LaneRows lanes, Leases leases, Jobs jobs) {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    /** A job that was taken, with its lane. */
    record Taken(Held held, Job job, boolean begun, int places) {
        private static Taken of(Held held, Job job, boolean begun) {
            return new Taken(held, job, begun, job.places());
        }
    }

    /** How many places in all, and how many of one call centre may be taken at the same time. */
    record Wanted(int atMost, int ofOne) {}

    /**
     * In rounds: each call centre gets its share, and what one does not need is shared out again.
     *
     * @param lastServed the call centre after which it begins
     */
    List<Taken> take(Session session, Instant now, Wanted wanted, String lastServed) throws SQLException {
        var taken = new ArrayList<Taken>();
        var centres = LaneRows.inTurn(LaneRows.callCentres(session), lastServed);
        while (!centres.isEmpty() && places(taken) < wanted.atMost()) {
            var left = new ArrayList<String>();
            for (var centre : centres) {
                var share = Math.min(share(wanted, places(taken), centres.size()), room(wanted, taken, centre));
                var found = share <= 0 ? List.<Held>of() : lanes.take(session, centre, now, share, leases);
                taken.addAll(load(session, found, share));
                if (share > 0 && found.size() == share) {
                    left.add(centre);
                }
            }
            centres = left;
        }
        Failpoint.hit("after-claim-before-commit");
        return taken;
    }

    private static int places(List<Taken> taken) {
        return taken.stream().mapToInt(Taken::places).sum();
    }

    private static int share(Wanted wanted, int taken, int centres) {
        return Math.min(wanted.atMost() - taken, Math.max(1, wanted.atMost() / centres));
    }

    private int room(Wanted wanted, List<Taken> taken, String centre) {
        var now = taken.stream()
                .filter(one -> one.job().trigger().callCentre().equals(centre))
                .toList();
        return wanted.ofOne() - leases.busy(centre) - places(now);
    }

    /** What stands first in lanes, until it fills so many places; the other lanes are given back. */
    private List<Taken> load(Session session, List<Held> found, int most) throws SQLException {
        var taken = new ArrayList<Taken>();
        for (var held : found) {
            if (places(taken) < most) {
                load(session, held).ifPresent(taken::add);
            } else {
                lanes.leave(session, held);
            }
        }
        return taken;
    }

    private Optional<Taken> load(Session session, Held held) throws SQLException {
        try {
            return switch (jobs.first(session, held.lane())) {
                case First.Ready(var job, var begun) -> Optional.of(Taken.of(held, job, begun));
                case First.Letter(var id) -> {
                    session.run("update job set state = 'unknown' where id = ?", id);
                    yield goOn(session, held);
                }
                case First.None _ -> goOn(session, held);
            };
        } catch (StoreUnavailable unreadable) {
            var head = LaneRows.head(session, held.lane()).orElse("");
            LOG.error(
                    "job.unreadable id={} lane={} consequence=\"its lane waits\" {}",
                    head,
                    held.lane(),
                    unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Taken> goOn(Session session, Held held) throws SQLException {
        LaneRows.goOn(session, held.lane());
        return Optional.empty();
    }
}
