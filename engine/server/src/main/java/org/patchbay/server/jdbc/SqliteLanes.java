package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.exchange.Failpoint;
import org.patchbay.store.Letter;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.Turns;
import org.patchbay.store.Turns.Ticket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs in their table, whose turn it is in memory. Every change is on disk before its lane goes on. */
final class SqliteLanes extends SqlLanes {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLanes.class);
    /** Nobody else brings work: only one engine has the file open. */
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private final Turns turns;
    private final Set<String> begun;

    /** @param begun ids of jobs that are begun; thread-safe, and shared with the letters */
    SqliteLanes(Writer writer, Readers readers, SealedTrees trees, Turns turns, Set<String> begun) {
        super(writer, readers, trees);
        this.turns = turns;
        this.begun = begun;
        begun.addAll(readers.read(Jobs::begun));
        turns.add(readers.read(Jobs::waiting).stream().map(this::orphaned).toList());
    }

    @Override
    public List<Job> accept(List<Job> more, List<Left> left) {
        var sealed = sealed(more, left);
        var accepted = writer.write(
                session -> insert(session, sealed, (_, _) -> {}),
                fresh -> turns.add(fresh.stream().map(Job::ticket).toList()));
        return more.stream().filter(job -> !accepted.contains(job)).toList();
    }

    @Override
    public List<Job> acceptBegun(List<Job> more, List<Left> left) {
        var sealed = sealed(more, left);
        return writer.write(session -> begin(session, sealed, (_, _) -> {}), written -> {
                    written.fresh().forEach(job -> begun.add(job.id()));
                    turns.add(written.fresh().stream().map(Job::ticket).toList());
                    written.hastened().forEach(job -> turns.redate(job.ticket(), job.due()));
                })
                .fresh();
    }

    /** Whoever began it is gone: only one engine has the file open. */
    private Ticket orphaned(Ticket ticket) {
        return begun.contains(ticket.id()) ? ticket.dueAt(Instant.EPOCH) : ticket;
    }

    @Override
    public boolean isFull(String callCentre, int most) {
        return turns.waiting(callCentre) >= most;
    }

    @Override
    public List<Job> claim(Instant now, int atMost, int ofOne) {
        var claimed = new ArrayList<Job>();
        var tickets = turns.claim(now, atMost, ofOne);
        Failpoint.hit("after-claim-before-commit");
        while (!tickets.isEmpty()) {
            var found = load(tickets);
            claimed.addAll(found.jobs());
            found.held().forEach(this::release);
            var places = claimed.stream().mapToInt(Job::places).sum();
            tickets = found.held().isEmpty() ? List.of() : turns.claim(now, atMost - places, ofOne);
        }
        return claimed;
    }

    /**
     * What claimed tickets stand for.
     *
     * @param held letters that have held up their lanes long enough
     */
    private record Found(List<Job> jobs, List<Letter> held) {}

    private Found load(List<Ticket> tickets) {
        try {
            return readers.read(session -> load(session, tickets));
        } catch (StoreUnavailable failure) {
            tickets.forEach(ticket -> turns.postpone(ticket, ticket.due()));
            throw failure;
        }
    }

    private Found load(Session session, List<Ticket> tickets) throws SQLException {
        var found = new Found(new ArrayList<>(), new ArrayList<>());
        for (var ticket : tickets) {
            try {
                var letter = jobs.letter(session, ticket.id());
                letter.ifPresent(found.held()::add);
                if (letter.isEmpty()) {
                    jobs.find(session, ticket.id()).ifPresent(found.jobs()::add);
                }
            } catch (StoreUnavailable unreadable) {
                LOG.error(
                        "job.unreadable id={} lane={} consequence=\"its lane waits\" {}",
                        ticket.id(),
                        ticket.lane(),
                        unreadable.getMessage());
            }
        }
        return found;
    }

    private void release(Letter letter) {
        var job = letter.job();
        writer.write(
                session -> session.run(
                        "update job set state = ? where id = ?", letter.kind().word(), job.id()),
                _ -> turns.finish(job.ticket()));
    }

    @Override
    public boolean isBusy(String lane) {
        return turns.isBusy(lane);
    }

    @Override
    public Optional<Instant> nextDue() {
        return turns.nextDue();
    }

    @Override
    public Duration lookEvery() {
        return A_WHILE;
    }

    @Override
    public boolean holds(Job job) {
        return turns.isClaimed(job.ticket());
    }

    @Override
    public boolean begin(Job job) {
        writer.write(session -> Jobs.begin(session, job), _ -> begun.add(job.id()));
        return holds(job);
    }

    @Override
    public boolean begun(Job job) {
        return begun.contains(job.id());
    }

    @Override
    public boolean keep(Job job, int element, Optional<JsonNode> left) {
        if (holds(job)) {
            writer.write(results.element(job, element, left));
        }
        return holds(job);
    }

    @Override
    public void finish(Job job, Optional<JsonNode> result) {
        var sealed = result.map(found -> results.sealed(job, found));
        change(
                job,
                session -> {
                    keep(session, sealed);
                    return session.run("delete from job where id = ?", job.id());
                },
                () -> turns.finish(job.ticket()));
    }

    private static void keep(Session session, Optional<Results.Sealed> sealed) throws SQLException {
        if (sealed.isPresent()) {
            sealed.get().keep(session);
        }
    }

    @Override
    public void bury(Letter letter, JsonNode result) {
        var job = letter.job();
        var sealed = results.sealed(job, result);
        change(
                job,
                session -> {
                    sealed.keep(session);
                    return Jobs.bury(session, letter);
                },
                () -> letter.heldUntil()
                        .ifPresentOrElse(
                                until -> turns.postpone(job.ticket(), until), () -> turns.finish(job.ticket())));
    }

    @Override
    public void postpone(Job job, int attempts, Instant due, List<Left> left) {
        var known = results.sealed(left);
        change(
                job,
                session -> {
                    Results.keep(session, known);
                    return session.run(
                            "update job set attempts = ?, due = ?, begun = 0 where id = ?", attempts, due, job.id());
                },
                () -> turns.postpone(job.ticket(), due));
    }

    @Override
    public void lookAgain(Job job, int attempts, Instant due) {
        if (holds(job)) {
            writer.write(
                    session ->
                            session.run("update job set attempts = ?, due = ? where id = ?", attempts, due, job.id()),
                    _ -> turns.postpone(job.ticket(), due));
        }
    }

    @Override
    public void stepAside(Job job, int attempts, Instant due) {
        var aside = job.aside().tried(attempts, due);
        change(
                job,
                session -> session.run(
                        "update job set lane = ?, attempts = ?, due = ?, begun = 0 where id = ?",
                        aside.lane(),
                        attempts,
                        due,
                        job.id()),
                () -> {
                    turns.finish(job.ticket());
                    turns.add(List.of(aside.ticket()));
                });
    }

    /** Changes the row of a claimed job, and then whose turn it is. */
    private void change(Job job, Work<Integer> work, Runnable next) {
        if (holds(job)) {
            writer.write(work, _ -> {
                begun.remove(job.id());
                Failpoint.hit("after-mark-before-lane-release");
                next.run();
            });
        }
    }

    @Override
    public void leave(Job job) {
        turns.postpone(job.ticket(), job.due());
    }
}
