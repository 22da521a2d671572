package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.exchange.Failpoint;
import org.patchbay.store.Lanes;

/** What lanes are like in every database, but for whose turn it is. */
abstract class SqlLanes implements Lanes {
    final Writer writer;
    final Readers readers;
    final Jobs jobs;
    final Results results;

    SqlLanes(Writer writer, Readers readers, SealedTrees trees) {
        this.writer = writer;
        this.readers = readers;
        this.jobs = new Jobs(trees);
        this.results = new Results(trees);
    }

    /** What follows in the same transaction from a row just inserted. */
    interface Inserted {
        void in(Session session, Job job) throws SQLException;
    }

    /** Ready to be written: jobs, and what other steps have left. */
    record Sealed(List<Jobs.Sealed> jobs, List<Results.Sealed> left) {}

    final Sealed sealed(List<Job> more, List<Left> left) {
        return new Sealed(more.stream().map(jobs::sealed).toList(), results.sealed(left));
    }

    /** Writes what was not known yet; those jobs. */
    static List<Job> insert(Session session, Sealed sealed, Inserted then) throws SQLException {
        var accepted = new ArrayList<Job>();
        for (var one : sealed.jobs()) {
            if (one.insert(session)) {
                then.in(session, one.job());
                accepted.add(one.job());
            }
        }
        Results.keep(session, sealed.left());
        Failpoint.hit("after-insert-before-commit");
        return accepted;
    }

    /** Jobs that are begun: those that were not known, and those that were and are due earlier now. */
    record Begun(List<Job> fresh, List<Job> hastened) {}

    /** Writes jobs that are begun. */
    static Begun begin(Session session, Sealed sealed, Inserted then) throws SQLException {
        var fresh = insert(session, sealed, (inserted, job) -> {
            Jobs.begin(inserted, job);
            then.in(inserted, job);
        });
        var hastened = new ArrayList<Job>();
        for (var one : sealed.jobs()) {
            if (Jobs.hasten(session, one.job()) > 0) {
                hastened.add(one.job());
            }
        }
        return new Begun(fresh, hastened);
    }

    @Override
    public final boolean overtaken(Job job) {
        return readers.read(session -> Jobs.overtaken(session, job));
    }

    @Override
    public final JsonNode results(String execution, String integrator) {
        return readers.read(session -> results.all(session, execution, integrator));
    }

    @Override
    public final void forget(String execution) {
        writer.write(session -> Results.forget(session, execution));
    }

    @Override
    public final void forgetBefore(Instant time) {
        writer.write(session -> Results.forgetBefore(session, time));
    }

    @Override
    public final int waiting() {
        return readers.read(Jobs::count);
    }

    @Override
    public final List<Pending> waiting(String execution) {
        return readers.read(session -> Jobs.pending(session, execution));
    }
}
