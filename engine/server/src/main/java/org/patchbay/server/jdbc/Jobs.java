package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Pending;
import org.patchbay.store.Letter;
import org.patchbay.store.Priority;
import org.patchbay.store.Turns.Ticket;

/** Jobs and their rows; the client body sealed, as it may say anything about anybody. */
record Jobs(SealedTrees trees) {
    /** State of a letter that its lane waits behind. */
    static final String HELD = "held";

    private static final String TICKET = "id, lane, call_centre, trigger_name, due, length(sealed) bytes";

    /** A job ready to be written. */
    record Sealed(Job job, byte[] body) {
        /** Writes the row; false when the job is known already, or has left its result. */
        boolean insert(Session session) throws SQLException {
            if (isKnownAsBefore(session)) {
                return false;
            }
            var trigger = job.trigger();
            var changed = session.add(
                    """
                    job (id, lane, call_centre, execution, integrator, endpoint, trigger_name,
                        only_integrator, event_id, received_at, sealed, revision, attempts, accepted_at, due, call_id)
                    select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from (select 1 x) one where not exists (
                        select 1 from job_result where execution = ? and integrator = ? and endpoint = ?)""",
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
                    job.due(),
                    trigger.callId(),
                    job.execution(),
                    job.integrator(),
                    job.endpoint());
            return changed == 1;
        }

        /** Older versions have called the work of an endpoint with a hyphen in its name otherwise. */
        private boolean isKnownAsBefore(Session session) throws SQLException {
            var before = job.execution() + "-" + job.integrator() + "-" + job.endpoint();
            return job.endpoint().contains("-")
                    && session.first(
                                    "select 1 x from job where id = ? and integrator = ? and endpoint = ?",
                                    _ -> true,
                                    before,
                                    job.integrator(),
                                    job.endpoint())
                            .isPresent();
        }
    }

    Sealed sealed(Job job) {
        return new Sealed(job, trees.seal(place(job.id(), job.integrator()), brought(job.trigger())));
    }

    /** A list is the body and the envelope that it came in. */
    private static JsonNode brought(Trigger trigger) {
        var plain = trigger.envelope().isMissingNode() && !trigger.body().isArray();
        if (plain) {
            return trigger.body();
        }
        var both = JsonNodeFactory.instance.arrayNode().add(trigger.body());
        return trigger.envelope().isMissingNode() ? both : both.add(trigger.envelope());
    }

    /**
     * A row, as far as it says what is in it.
     *
     * @param over whether it is a letter
     */
    record Found(long number, Job job, boolean over, String reason) {}

    /** Jobs and letters with a greater number, a page of them. */
    List<Found> after(Session session, long number, int limit) throws SQLException {
        return session.list(
                "select * from job where number > ? order by number limit ?",
                row -> new Found(
                        row.number("number"),
                        job(row),
                        !row.text("state").equals("waiting"),
                        row.maybeText("reason").orElse("")),
                number,
                limit);
    }

    Optional<Job> find(Session session, String id) throws SQLException {
        return session.first("select * from job where id = ?", this::job, id);
    }

    /** What stands first in a lane. */
    First first(Session session, String lane) throws SQLException {
        return session.first(
                        "select * from job where lane = ? and state in ('waiting', 'held') order by number limit 1",
                        this::first,
                        lane)
                .orElseGet(First.None::new);
    }

    private First first(Row row) throws SQLException {
        return row.text("state").equals(HELD)
                ? new First.Letter(row.text("id"))
                : new First.Ready(job(row), row.number("begun") == 1);
    }

    /** What was found, and its place in the order. */
    record Numbered<T>(long number, T value) {}

    /** Jobs that wait with a greater number, a page of them. */
    List<Numbered<Job>> waiting(Session session, LetterQuery query, long number) throws SQLException {
        return session.list(query.sql(), row -> new Numbered<>(row.number("number"), job(row)), query.after(number));
    }

    /** Letters with a greater number, a page of them. */
    List<Numbered<Letter>> letters(Session session, LetterQuery query, long number) throws SQLException {
        return session.list(query.sql(), row -> new Numbered<>(row.number("number"), letter(row)), query.after(number));
    }

    Optional<Letter> letter(Session session, String id) throws SQLException {
        return session.first("select * from job where id = ? and ended_at is not null", this::letter, id);
    }

    private Letter letter(Row row) throws SQLException {
        var held = row.text("state").equals(HELD);
        return new Letter(
                job(row),
                row.text("state").equals("dead") ? Letter.Kind.DEAD : Letter.Kind.UNKNOWN,
                row.text("reason"),
                row.time("ended_at"),
                held ? Optional.of(row.time("due")) : Optional.empty());
    }

    List<Job> waiting(Session session, String execution) throws SQLException {
        return session.list(
                "select * from job where execution = ? and state = 'waiting' order by number", this::job, execution);
    }

    Optional<Job> firstWaiting(Session session, String execution) throws SQLException {
        return session.first(
                "select * from job where execution = ? and state = 'waiting' order by number limit 1",
                this::job,
                execution);
    }

    List<Job> list(Session session, AcceptedQuery query) throws SQLException {
        return session.list(query.sql(), this::job, query.values());
    }

    /** Turns the row of a job that is over into a letter. */
    static int bury(Session session, Letter letter) throws SQLException {
        var state = letter.heldUntil().isPresent() ? HELD : letter.kind().word();
        return session.run(
                "update job set state = ?, reason = ?, ended_at = ?, due = ?, begun = 0 where id = ?",
                state,
                letter.reason(),
                letter.endedAt(),
                letter.heldUntil().orElse(letter.job().due()),
                letter.job().id());
    }

    /**
     * A letter, without what its job brings.
     *
     * @param held its lane waits behind it
     */
    record Resting(long number, Ticket ticket, boolean held, long revision) {}

    static Optional<Resting> resting(Session session, String id) throws SQLException {
        return session.first(
                "select " + TICKET + ", number, state, revision from job where id = ? and ended_at is not null",
                row -> new Resting(
                        row.number("number"), ticket(row), row.text("state").equals(HELD), row.number("revision")),
                id);
    }

    /** Turns the row of a letter into a job; it keeps its place when its lane waits behind it. */
    static void again(Session session, Resting letter, long revision, Instant now) throws SQLException {
        var id = letter.ticket().id();
        if (!letter.held()) {
            session.run("""
                    insert into job (id, lane, call_centre, execution, integrator, endpoint, trigger_name, only_integrator,
                        event_id, received_at, sealed, revision, attempts, accepted_at, due, call_id)
                    select concat(id, '/again'), lane, call_centre, execution, integrator, endpoint, trigger_name,
                        only_integrator, event_id, received_at, sealed, revision, attempts, accepted_at, due, call_id
                    from job where id = ?""", id);
            session.run("delete from job where id = ?", id);
            session.run("update job set id = ? where id = concat(?, '/again')", id, id);
        }
        session.run("""
                update job set state = 'waiting', reason = null, ended_at = null, attempts = 0, revision = ?,
                    accepted_at = ?, due = ? where id = ?""", revision, now, now, id);
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
        var brought = trees.open(place(row.text("id"), row.text("integrator")), row.bytes("sealed"));
        return new Trigger(
                row.text("trigger_name"),
                row.text("call_centre"),
                brought.isArray() ? brought.path(0) : brought,
                row.maybeText("only_integrator"),
                row.maybeText("event_id"),
                row.time("received_at"),
                brought.isArray() ? brought.path(1) : MissingNode.getInstance());
    }

    static Place place(String job, String integrator) {
        return Place.of("job", job).ownedBy(integrator);
    }

    /** What waits, in the order it was accepted. */
    static List<Ticket> waiting(Session session) throws SQLException {
        return session.list(
                "select " + TICKET + " from job where state in ('waiting', 'held') order by number", Jobs::ticket);
    }

    private static Ticket ticket(Row row) throws SQLException {
        return new Ticket(
                row.text("id"),
                row.text("lane"),
                row.text("call_centre"),
                Priority.of(row.text("trigger_name")),
                row.time("due"),
                Job.placesOfText(row.number("bytes")));
    }

    static List<Pending> pending(Session session, String execution) throws SQLException {
        return session.list(
                "select integrator, endpoint, revision from job where execution = ? and state = 'waiting' order by number",
                row -> new Pending(row.text("integrator"), row.text("endpoint"), row.number("revision")),
                execution);
    }

    static int count(Session session) throws SQLException {
        return session.first(
                        "select count(*) number from job where state = 'waiting'", row -> row.smallNumber("number"))
                .orElse(0);
    }

    /** Jobs of a call centre that are not over; no more are counted than that. */
    static int count(Session session, String callCentre, int atMost) throws SQLException {
        return session.first("""
                        select count(*) number from (select 1 from job
                        where call_centre = ? and state in ('waiting', 'held') limit ?) one""", row -> row.smallNumber("number"), callCentre, atMost)
                .orElse(0);
    }

    /** True when a later job of the same lane is for the same endpoint. */
    static boolean overtaken(Session session, Job job) throws SQLException {
        return session.first("""
                        select 1 x from job where lane = ? and integrator = ? and endpoint = ? and state = 'waiting'
                        and number > (select own.number from job own where own.id = ?) limit 1""", _ -> true, job.lane(), job.integrator(), job.endpoint(), job.id())
                .isPresent();
    }

    /** The request of a job may leave from now on. */
    static int begin(Session session, Job job) throws SQLException {
        return session.run("update job set begun = 1 where id = ?", job.id());
    }

    static int hasten(Session session, Job job) throws SQLException {
        return session.run(
                "update job set due = ? where id = ? and begun = 1 and state = 'waiting' and due > ?",
                job.due(),
                job.id(),
                job.due());
    }

    /** Ids of the jobs that were begun and did not end. */
    static Set<String> begun(Session session) throws SQLException {
        return new TreeSet<>(session.list("select id from job where begun = 1", row -> row.text("id")));
    }
}
