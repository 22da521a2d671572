package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;
import org.patchbay.store.Turns;
import org.patchbay.store.Turns.Ticket;

/** Letters in the table of the jobs; whose turn it is follows. */
final class SqliteLetters extends SqlLetters {
    private final Writer writer;
    private final Turns turns;
    private final Set<String> begun;

    /** @param begun ids of jobs that are begun; thread-safe, and shared with the lanes */
    SqliteLetters(Writer writer, Readers readers, SealedTrees trees, Turns turns, Set<String> begun) {
        super(readers, trees, writer);
        this.writer = writer;
        this.turns = turns;
        this.begun = begun;
    }

    private record Revived(Ticket ticket, boolean held) {}

    @Override
    public boolean settle(String id) {
        var letter = find(id);
        letter.ifPresent(found -> writer.write(
                session -> session.run("delete from job where id = ? and ended_at is not null", id),
                _ -> turns.drop(found.job().ticket())));
        return letter.isPresent();
    }

    @Override
    public int again(List<String> ids, OptionalLong revision, List<Left> left, Instant now) {
        var known = results.sealed(left);
        Work<List<Revived>> work = session -> {
            var revived = again(session, ids, revision, now);
            Results.keep(session, revived.isEmpty() ? List.of() : known);
            return revived;
        };
        return writer.write(work, this::queue).size();
    }

    private List<Revived> again(Session session, List<String> ids, OptionalLong revision, Instant now)
            throws SQLException {
        var revived = new ArrayList<Revived>();
        for (var letter : inOrder(session, ids)) {
            Jobs.again(session, letter, revision.orElse(letter.revision()), now);
            revived.add(new Revived(letter.ticket().dueAt(now), letter.held()));
        }
        return revived;
    }

    private void queue(List<Revived> revived) {
        for (var one : revived) {
            if (one.held()) {
                turns.redate(one.ticket(), one.ticket().due());
            } else {
                turns.add(List.of(one.ticket()));
            }
        }
    }

    @Override
    public boolean cancel(String id) {
        var job = job(id);
        var dropped = job.filter(found -> turns.drop(found.ticket()));
        dropped.ifPresent(this::delete);
        return dropped.isPresent();
    }

    /** Where it cannot be deleted it waits on. */
    private void delete(Job job) {
        try {
            writer.write(session -> session.run("delete from job where id = ?", job.id()), _ -> begun.remove(job.id()));
        } catch (RuntimeException notDeleted) {
            turns.add(List.of(job.ticket()));
            throw notDeleted;
        }
    }
}
