package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Turns.Ticket;

/** Jobs and their rows; the client body sealed, as it may say anything about anybody. */
record Jobs(SealedTrees trees) {
    /** A job ready to be written. */
    record Sealed(Job job, byte[] body) {
        /** Writes the row; false when the job waits already. */
        boolean insert(Session session) throws SQLException {
            var trigger = job.trigger();
            var changed = session.run(
                    """
                    insert into job (id, lane, call_centre, execution, integrator, endpoint, trigger_name,
                        only_integrator, event_id, received_at, sealed, revision, attempts, accepted_at, due)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (id) do nothing""",
                    job.id(),
                    job.lane(),
                    trigger.callCentre(),
                    job.execution(),
                    job.integrator(),
                    job.endpoint(),
                    trigger.name(),
                    trigger.integrator(),
                    trigger.eventId(),
                    trigger.receivedAt(),
                    body,
                    job.revision(),
                    job.attempts(),
                    job.acceptedAt(),
                    job.due());
            return changed == 1;
        }
    }

    Sealed sealed(Job job) {
        return new Sealed(job, trees.seal(place(job.id()), job.trigger().body()));
    }

    Optional<Job> find(Session session, String id) throws SQLException {
        return session.first("select * from job where id = ?", this::job, id);
    }

    private Job job(Row row) throws SQLException {
        return new Job(
                row.text("id"),
                row.text("lane"),
                row.text("execution"),
                row.text("integrator"),
                row.text("endpoint"),
                trigger(row),
                row.number("revision"),
                row.smallNumber("attempts"),
                row.time("accepted_at"),
                row.time("due"));
    }

    private Trigger trigger(Row row) throws SQLException {
        return new Trigger(
                row.text("trigger_name"),
                row.text("call_centre"),
                trees.open(place(row.text("id")), row.bytes("sealed")),
                row.maybeText("only_integrator"),
                row.maybeText("event_id"),
                row.time("received_at"));
    }

    private static Place place(String job) {
        return Place.of("job", job);
    }

    /** What waits, in the order it was accepted. */
    static List<Ticket> waiting(Session session) throws SQLException {
        return session.list(
                "select id, lane, call_centre, due from job order by number",
                row -> new Ticket(row.text("id"), row.text("lane"), row.text("call_centre"), row.time("due")));
    }

    /** Ids of the jobs that were begun and did not end. */
    static Set<String> begun(Session session) throws SQLException {
        return new TreeSet<>(session.list("select id from job where begun = 1", row -> row.text("id")));
    }
}
