package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Lanes;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.Turns;
import org.patchbay.store.Turns.Ticket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs in their table, whose turn it is in memory. Every change is on disk before its lane goes on. */
final class SqliteLanes implements Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLanes.class);

    private final Writer writer;
    private final Readers readers;
    private final Jobs jobs;
    private final Turns turns = new Turns();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    SqliteLanes(Writer writer, Readers readers, SealedTrees trees) {
        this.writer = writer;
        this.readers = readers;
        this.jobs = new Jobs(trees);
        turns.add(readers.read(Jobs::waiting));
        begun.addAll(readers.read(Jobs::begun));
    }

    @Override
    public void accept(List<Job> more) {
        var sealed = more.stream().map(jobs::sealed).toList();
        writer.write(session -> insert(session, sealed), turns::add);
    }

    private static List<Ticket> insert(Session session, List<Jobs.Sealed> sealed) throws SQLException {
        var accepted = new ArrayList<Ticket>();
        for (var one : sealed) {
            if (one.insert(session)) {
                accepted.add(one.job().ticket());
            }
        }
        return accepted;
    }

    @Override
    public List<Job> claim(Instant now, int atMost) {
        var tickets = turns.claim(now, atMost);
        if (tickets.isEmpty()) {
            return List.of();
        }
        try {
            return readers.read(session -> load(session, tickets));
        } catch (StoreUnavailable failure) {
            tickets.forEach(ticket -> turns.postpone(ticket, ticket.due()));
            throw failure;
        }
    }

    private List<Job> load(Session session, List<Ticket> tickets) throws SQLException {
        var loaded = new ArrayList<Job>();
        for (var ticket : tickets) {
            try {
                jobs.find(session, ticket.id()).ifPresent(loaded::add);
            } catch (StoreUnavailable unreadable) {
                LOG.error(
                        "job.unreadable id={} lane={} consequence=\"its lane waits\"",
                        ticket.id(),
                        ticket.lane(),
                        unreadable);
            }
        }
        return loaded;
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
    public void begin(Job job) {
        writer.write(
                session -> session.run("update job set begun = 1 where id = ?", job.id()), _ -> begun.add(job.id()));
    }

    @Override
    public boolean begun(Job job) {
        return begun.contains(job.id());
    }

    @Override
    public void finish(Job job) {
        if (turns.isClaimed(job.ticket())) {
            writer.write(session -> session.run("delete from job where id = ?", job.id()), _ -> {
                begun.remove(job.id());
                turns.finish(job.ticket());
            });
        }
    }

    @Override
    public void postpone(Job job, int attempts, Instant due) {
        if (turns.isClaimed(job.ticket())) {
            writer.write(
                    session -> session.run(
                            "update job set attempts = ?, due = ?, begun = 0 where id = ?", attempts, due, job.id()),
                    _ -> {
                        begun.remove(job.id());
                        turns.postpone(job.ticket(), due);
                    });
        }
    }

    @Override
    public void keepResult(Job job, JsonNode result) {
        var sealed = jobs.trees().seal(place(job.execution(), job.integrator(), job.endpoint()), result);
        writer.write(session -> session.run("""
                insert or replace into job_result (execution, integrator, endpoint, sealed, accepted_at)
                select execution, integrator, endpoint, ?, accepted_at from job where id = ?""", sealed, job.id()));
    }

    @Override
    public JsonNode results(String execution, String integrator) {
        var all = JsonNodeFactory.instance.objectNode();
        readers.read(session -> session.list(
                "select endpoint, sealed from job_result where execution = ? and integrator = ?",
                row -> all.set(
                        row.text("endpoint"),
                        jobs.trees().open(place(execution, integrator, row.text("endpoint")), row.bytes("sealed"))),
                execution,
                integrator));
        return all;
    }

    @Override
    public void forgetBefore(Instant time) {
        writer.write(session -> session.run("""
                delete from job_result where accepted_at < ?
                and not exists (select 1 from job where job.execution = job_result.execution)""", time));
    }

    private static Place place(String execution, String integrator, String endpoint) {
        return Place.of("job_result", execution, integrator, endpoint);
    }

    @Override
    public int waiting() {
        return turns.waiting();
    }
}
