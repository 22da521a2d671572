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
import org.patchbay.server.jdbc.Claims.Taken;
import org.patchbay.server.jdbc.Claims.Wanted;
import org.patchbay.server.jdbc.Leases.Lease;
import org.patchbay.store.Letter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lanes that several nodes share. Every change of a job first makes sure that the lane is still this node's own. */
final class MysqlLanes extends SqlLanes {
    private static final Logger LOG = LoggerFactory.getLogger(MysqlLanes.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Transactions transactions;
    private final LaneRows lanes;
    private final Leases leases;
    private final Claims claims;
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
        this.claims = new Claims(lanes, leases, jobs);
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
    public List<Job> acceptBegun(List<Job> more, List<Left> left) {
        var sealed = sealed(more, left);
        var fresh = writer.write(session -> {
            var written = begin(session, sealed, (at, job) -> LaneRows.ensure(at, job.ticket()));
            for (var job : written.hastened()) {
                if (!LaneRows.lockedByWorker(session, job.lane())) {
                    LaneRows.goOn(session, job.lane());
                }
            }
            return written.fresh();
        });
        fresh.forEach(job -> backlog.accepted(job.trigger().callCentre()));
        return fresh;
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
            var taken = transactions.write(session -> claims.take(session, now, new Wanted(atMost, ofOne), lastServed));
            taken.forEach(one -> leases.add(one.held(), one.job(), one.begun(), asked));
            taken.stream()
                    .reduce((_, last) -> last)
                    .ifPresent(last -> lastServed = last.job().trigger().callCentre());
            return taken.stream().map(Taken::job).toList();
        } catch (SQLException | RuntimeException failure) {
            throw Trouble.of(failure);
        }
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
    public void postpone(Job job, int attempts, Instant due, List<Left> left) {
        var known = results.sealed(left);
        end(job, session -> {
            Results.keep(session, known);
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
