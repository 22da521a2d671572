package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.exchange.Failpoint;
import org.patchbay.server.jdbc.LaneRows.Held;
import org.patchbay.server.jdbc.Leases.Lease;
import org.patchbay.store.Letter;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lanes that several nodes share. Every change of a job first makes sure that the lane is still this node's own. */
final class MysqlLanes extends SqlLanes {
    private static final Logger LOG = LoggerFactory.getLogger(MysqlLanes.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Transactions transactions;
    private final LaneRows lanes;
    private final Leases leases;
    private final Backlog backlog;
    private final DatabaseClock clock;
    private final AtomicLong fenced = new AtomicLong();
    private String lastServed = "";

    MysqlLanes(
            Writer writer,
            Readers readers,
            Transactions transactions,
            SealedTrees trees,
            LaneRows lanes,
            Leases leases) {
        super(writer, readers, trees);
        this.transactions = transactions;
        this.leases = leases;
        this.lanes = lanes;
        this.backlog = new Backlog(readers);
        this.clock = new DatabaseClock(readers);
    }

    @Override
    public InstantSource clock(InstantSource own) {
        return clock;
    }

    @Override
    public List<Job> accept(List<Job> more, List<Left> left) {
        var sealed = sealed(more, left);
        var accepted = writer.write(session -> insert(session, sealed, (at, job) -> LaneRows.ensure(at, job.ticket())));
        accepted.forEach(job -> backlog.accepted(job.trigger().callCentre()));
        return more.stream().filter(job -> !accepted.contains(job)).toList();
    }

    @Override
    public void acceptBegun(List<Job> more, List<Left> left) {
        var sealed = sealed(more, left);
        writer.write(session -> insert(session, sealed, (inserted, job) -> {
                    Jobs.begin(inserted, job);
                    LaneRows.ensure(inserted, job.ticket());
                }))
                .forEach(job -> backlog.accepted(job.trigger().callCentre()));
    }

    @Override
    public boolean isFull(String callCentre, int most) {
        return backlog.isFull(callCentre, most);
    }

    @Override
    public synchronized List<Job> claim(Instant now, int atMost, int ofOne) {
        if (atMost == 0) {
            return List.of();
        }
        var asked = System.nanoTime();
        try {
            var taken = transactions.write(session -> take(session, now, new Wanted(atMost, ofOne)));
            taken.forEach(one -> leases.add(one.held(), one.job(), one.begun(), asked));
            taken.stream()
                    .reduce((_, last) -> last)
                    .ifPresent(last -> lastServed = last.job().trigger().callCentre());
            return taken.stream().map(Taken::job).toList();
        } catch (SQLException | RuntimeException failure) {
            throw Trouble.of(failure);
        }
    }

    private record Taken(Held held, Job job, boolean begun, int places) {
        static Taken of(Held held, Job job, boolean begun) {
            return new Taken(held, job, begun, job.places());
        }
    }

    /** How many places in all, and how many of one call centre may be taken at the same time. */
    private record Wanted(int atMost, int ofOne) {}

    /** In rounds: each call centre gets its share, and what one does not need is shared out again. */
    private List<Taken> take(Session session, Instant now, Wanted wanted) throws SQLException {
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
            LOG.error("job.unreadable id={} lane={} consequence=\"its lane waits\"", head, held.lane(), unreadable);
            return Optional.empty();
        }
    }

    private static Optional<Taken> goOn(Session session, Held held) throws SQLException {
        LaneRows.goOn(session, held.lane());
        return Optional.empty();
    }

    @Override
    public Optional<Instant> nextDue() {
        return readers.read(LaneRows::nextDue);
    }

    @Override
    public Duration lookEvery() {
        return LOOK_EVERY;
    }

    @Override
    public boolean holds(Job job) {
        return leases.of(job).map(Lease::isSure).orElse(false);
    }

    @Override
    public boolean begin(Job job) {
        return change(job, lease -> {
            leases.begun(lease);
            return session -> Jobs.begin(session, job);
        });
    }

    @Override
    public boolean begun(Job job) {
        return leases.of(job).map(Lease::begun).orElse(false);
    }

    @Override
    public boolean keep(Job job, int element, Optional<JsonNode> left) {
        var work = results.element(job, element, left);
        return change(job, _ -> work);
    }

    @Override
    public void finish(Job job, Optional<JsonNode> result) {
        var sealed = result.map(found -> results.sealed(job, found));
        end(job, session -> {
            if (sealed.isPresent()) {
                sealed.get().keep(session);
            }
            session.run("delete from job where id = ?", job.id());
            return LaneRows.goOn(session, job.lane());
        });
    }

    @Override
    public void bury(Letter letter, JsonNode result) {
        var job = letter.job();
        var sealed = results.sealed(job, result);
        end(job, session -> {
            sealed.keep(session);
            Jobs.bury(session, letter);
            return LaneRows.goOn(session, job.lane());
        });
    }

    @Override
    public void postpone(Job job, int attempts, Instant due) {
        end(job, session -> {
            session.run("update job set attempts = ?, due = ?, begun = 0 where id = ?", attempts, due, job.id());
            return LaneRows.goOn(session, job.lane());
        });
    }

    @Override
    public void lookAgain(Job job, int attempts, Instant due) {
        end(job, session -> {
            session.run("update job set attempts = ?, due = ? where id = ?", attempts, due, job.id());
            return LaneRows.goOn(session, job.lane());
        });
    }

    @Override
    public void stepAside(Job job, int attempts, Instant due) {
        var aside = job.aside().tried(attempts, due);
        end(job, session -> {
            session.run(
                    "update job set lane = ?, attempts = ?, due = ?, begun = 0 where id = ?",
                    aside.lane(),
                    attempts,
                    due,
                    job.id());
            LaneRows.ensure(session, aside.ticket());
            LaneRows.goOn(session, aside.lane());
            return LaneRows.goOn(session, job.lane());
        });
    }

    private void end(Job job, Work<?> work) {
        change(job, _ -> work);
        Failpoint.hit("after-mark-before-lane-release");
        leases.remove(job);
    }

    @Override
    public void leave(Job job) {
        var lease = leases.of(job);
        if (lease.isPresent()) {
            writer.write(session -> lanes.leave(session, lease.get().held()));
        }
        leases.remove(job);
    }

    private interface UnderLease {
        Work<?> work(Lease lease);
    }

    /** Changes a claimed job under the lock of its lane; false when the lane is no longer this node's own. */
    private boolean change(Job job, UnderLease what) {
        var lease = leases.of(job);
        if (lease.isEmpty()) {
            return false;
        }
        var work = what.work(lease.get());
        var done = writer.write(session -> {
            var own = lanes.lock(session, lease.get().held());
            if (own) {
                work.in(session);
            }
            return own;
        });
        if (!done) {
            fenced.incrementAndGet();
            LOG.warn("lane.fenced job={} consequence=\"another node goes on with its lane\"", job.id());
        }
        return done;
    }

    /** Writes that came too late and were refused, because another node had the lane. */
    long fenced() {
        return fenced.get();
    }

    /** Prolongs what this node holds, and notices what it has lost; not behind the writer, which others may hold up. */
    void renew() {
        var all = leases.all();
        if (!all.isEmpty()) {
            try {
                var asked = System.nanoTime();
                renewed(all, transactions.write(session -> renew(session, all)), asked);
            } catch (SQLException | RuntimeException failure) {
                throw Trouble.of(failure);
            }
        }
        clock.look();
    }

    private List<Optional<Boolean>> renew(Session session, List<Lease> all) throws SQLException {
        var own = new ArrayList<Optional<Boolean>>();
        for (var lease : all) {
            own.add(lanes.renew(session, lease.held(), leases.length()));
        }
        return own;
    }

    private void renewed(List<Lease> all, List<Optional<Boolean>> own, long asked) {
        for (var place = 0; place < all.size(); place++) {
            var lease = all.get(place);
            own.get(place).ifPresent(still -> {
                if (still) {
                    leases.renewed(lease, asked);
                } else {
                    leases.lost(lease);
                }
            });
        }
    }

    /** Hands everything back, for other nodes to go on with at once. */
    void release() {
        writer.write(lanes::release);
    }

    @Override
    public boolean isBusy(String lane) {
        return readers.read(session -> LaneRows.head(session, lane)).isPresent();
    }
}
