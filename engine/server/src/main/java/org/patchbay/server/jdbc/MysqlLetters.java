package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.patchbay.server.jdbc.Jobs.Resting;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;
import org.patchbay.store.Letter;
import org.patchbay.store.Turns.Ticket;

/** Letters in the table of the jobs that several nodes share. */
final class MysqlLetters extends SqlLetters {
    private final Writer writer;

    MysqlLetters(Writer writer, Readers readers, SealedTrees trees) {
        super(readers, trees, writer);
        this.writer = writer;
    }

    @Override
    public boolean settle(String id) {
        return find(id).map(letter -> writer.write(session -> settle(session, letter)))
                .orElse(false);
    }

    private static boolean settle(Session session, Letter letter) throws SQLException {
        var lane = letter.job().lane();
        var working = LaneRows.lockedByWorker(session, lane);
        var gone = session.run(
                "delete from job where id = ? and ended_at is not null",
                letter.job().id());
        if (!working) {
            LaneRows.goOn(session, lane);
        }
        return gone == 1;
    }

    @Override
    public int again(List<String> ids, OptionalLong revision, List<Left> left, Instant now) {
        var known = results.sealed(left);
        return writer.write(session -> {
            var lanes = lockLanes(session, inOrder(session, ids));
            var letters = locked(session, ids);
            Results.keep(session, letters.isEmpty() ? List.of() : known);
            for (var letter : letters) {
                Jobs.again(session, letter, revision.orElse(letter.revision()), now);
            }
            for (var lane : lanes) {
                goOn(session, lane);
            }
            return letters.size();
        });
    }

    /** Lanes before their jobs, as all do, and always in the same order: who wants the same letters waits here for the other to end. */
    private static Set<String> lockLanes(Session session, List<Resting> letters) throws SQLException {
        var tickets = new TreeMap<String, Ticket>();
        letters.forEach(letter -> tickets.putIfAbsent(letter.ticket().lane(), letter.ticket()));
        for (var ticket : tickets.values()) {
            LaneRows.ensure(session, ticket);
        }
        return tickets.keySet();
    }

    /** Those that are letters still; nobody else settles or forgets them meanwhile. */
    private static List<Resting> locked(Session session, List<String> ids) throws SQLException {
        for (var id : ids) {
            session.first("select 1 x from job where id = ? and ended_at is not null for update", _ -> true, id);
        }
        return inOrder(session, ids);
    }

    private static void goOn(Session session, String lane) throws SQLException {
        if (!LaneRows.lockedByWorker(session, lane)) {
            LaneRows.goOn(session, lane);
        }
    }

    @Override
    public boolean cancel(String id) {
        return job(id).map(job -> writer.write(session -> cancel(session, job))).orElse(false);
    }

    private static boolean cancel(Session session, Job job) throws SQLException {
        var working = LaneRows.lockedByWorker(session, job.lane());
        if (working && LaneRows.head(session, job.lane()).equals(Optional.of(job.id()))) {
            return false;
        }
        var gone = session.run("delete from job where id = ? and ended_at is null", job.id());
        if (!working) {
            LaneRows.goOn(session, job.lane());
        }
        return gone == 1;
    }
}
