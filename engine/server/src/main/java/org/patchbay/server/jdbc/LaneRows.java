package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.Priority;
import org.patchbay.store.Turns.Ticket;

/**
 * The table of lanes in MySQL: which job stands first in each, and which node may work on it until when. Leases end by the clock of the
 * database, so that no node's clock matters. Whoever changes a lane has its row locked, whoever holds it has its number.
 *
 * @param node whose leases these are
 */
record LaneRows(String node) {
    private static final String NOW = "timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))";
    private static final String HEAD =
            "select number, due, trigger_name from job where lane = ? and state in ('waiting', 'held') order by number limit 1";

    /**
     * A lane that this node may work on.
     *
     * @param epoch counts the holders
     */
    record Held(String lane, long epoch) {}

    /** Makes sure that the lane of a job is there, which was inserted just now, or whose lane goes on afterwards. */
    static void ensure(Session session, Ticket job) throws SQLException {
        session.run("""
                insert into lane (lane, call_centre, priority, due, head) values (?, ?, ?, ?, last_insert_id())
                on duplicate key update lane = values(lane)""", job.lane(), job.callCentre(), job.priority().rank(), job.due());
    }

    static List<String> callCentres(Session session) throws SQLException {
        return session.list(
                "select distinct call_centre from lane order by call_centre", row -> row.text("call_centre"));
    }

    /** Takes lanes of a call centre that are due and that nobody holds; those that others are just taking are passed over. */
    List<Held> take(Session session, String callCentre, Instant now, int atMost, Leases leases) throws SQLException {
        var due = new ArrayList<Held>(session.list(
                "select lane, epoch from lane where call_centre = ? and due <= ? and lease_until <= " + NOW
                        + " order by priority, due, head limit ? for update skip locked",
                row -> new Held(row.text("lane"), row.number("epoch") + 1),
                callCentre,
                now,
                atMost));
        due.removeIf(lane -> leases.isBusy(lane.lane()));
        for (var lane : due) {
            session.run(
                    "update lane set owner = ?, epoch = ?, lease_until = " + NOW + " + ? where lane = ?",
                    node,
                    lane.epoch(),
                    leases.length().toNanos() / 1000,
                    lane.lane());
        }
        return due;
    }

    /** Locks a lane that this node holds; false when another one may have it. */
    boolean lock(Session session, Held held) throws SQLException {
        return locked(session, held, " for update");
    }

    /** Gives a lane back; its next job stands first, and without one it is gone. */
    static boolean goOn(Session session, String lane) throws SQLException {
        record Head(long number, Instant due, int priority) {}
        var head = session.first(
                HEAD,
                row -> new Head(
                        row.number("number"),
                        row.time("due"),
                        Priority.of(row.text("trigger_name")).rank()),
                lane);
        if (head.isEmpty()) {
            session.run("delete from lane where lane = ?", lane);
        } else {
            session.run(
                    "update lane set owner = null, lease_until = 0, head = ?, due = ?, priority = ? where lane = ?",
                    head.get().number(),
                    head.get().due(),
                    head.get().priority(),
                    lane);
        }
        return true;
    }

    /** Locks a lane whatever its state; true when a node works on it. */
    static boolean lockedByWorker(Session session, String lane) throws SQLException {
        return session.first(
                        "select lease_until > " + NOW + " working from lane where lane = ? for update",
                        row -> row.number("working") == 1,
                        lane)
                .orElse(false);
    }

    /** The id of the job that stands first in a lane. */
    static Optional<String> head(Session session, String lane) throws SQLException {
        return session.first(
                "select id from job where lane = ? and state in ('waiting', 'held') order by number limit 1",
                row -> row.text("id"),
                lane);
    }

    /**
     * Prolongs a lease. A row that somebody else has locked is passed over: who stands still with it does not hold up the others.
     *
     * @return empty when the row is locked, and nobody can say
     */
    Optional<Boolean> renew(Session session, Held held, Duration lease) throws SQLException {
        if (locked(session, held, " for update skip locked")) {
            session.run(
                    "update lane set lease_until = " + NOW + " + ? where lane = ?",
                    lease.toNanos() / 1000,
                    held.lane());
            return Optional.of(true);
        }
        return locked(session, held, "") ? Optional.empty() : Optional.of(false);
    }

    private boolean locked(Session session, Held held, String how) throws SQLException {
        return session.first(
                        "select epoch from lane where lane = ? and owner = ? and epoch = ?" + how,
                        _ -> true,
                        held.lane(),
                        node,
                        held.epoch())
                .isPresent();
    }

    /** Gives a lane back as it is, if this node holds it. */
    boolean leave(Session session, Held held) throws SQLException {
        return session.run(
                        "update lane set owner = null, lease_until = 0 where lane = ? and owner = ? and epoch = ?",
                        held.lane(),
                        node,
                        held.epoch())
                == 1;
    }

    /** Gives all lanes back at once, for other nodes to go on with. */
    int release(Session session) throws SQLException {
        return session.run("update lane set owner = null, lease_until = 0 where owner = ?", node);
    }

    static Optional<Instant> nextDue(Session session) throws SQLException {
        return session.first("select min(due) due from lane where lease_until <= " + NOW, row -> row.maybeTime("due"))
                .flatMap(due -> due);
    }

    /** Shares out places among call centres, the one after the last served first. */
    static List<String> inTurn(List<String> centres, String last) {
        var turn = new ArrayList<String>();
        centres.stream().filter(centre -> centre.compareTo(last) > 0).forEach(turn::add);
        centres.stream().filter(centre -> centre.compareTo(last) <= 0).forEach(turn::add);
        return turn;
    }
}
