package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters;
import org.patchbay.store.Outdated;

/** What reading letters is like in every database. */
abstract class SqlLetters implements Letters {
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final Readers readers;
    private final Writer writer;
    private final Jobs jobs;

    SqlLetters(Readers readers, SealedTrees trees, Writer writer) {
        this.readers = readers;
        this.writer = writer;
        this.jobs = new Jobs(trees);
    }

    @Override
    public List<Letter> list(Filter filter) {
        return readers.read(session -> jobs.letters(session, filter));
    }

    @Override
    public Optional<Letter> find(String job) {
        return readers.read(session -> jobs.letter(session, job));
    }

    /** The job that waits under that id. */
    Optional<Job> job(String id) {
        return readers.read(
                session -> jobs.letter(session, id).isPresent() ? Optional.empty() : jobs.find(session, id));
    }

    @Override
    public Set<Long> revisions() {
        return Set.copyOf(readers.read(
                session -> session.list("select distinct revision from job", row -> row.number("revision"))));
    }

    @Override
    public int count(Letter.Kind kind) {
        return readers.read(session -> session.first(
                        "select count(*) number from job where " + LetterQuery.states(kind),
                        row -> row.smallNumber("number"))
                .orElse(0));
    }

    @Override
    public List<Job> waiting(String execution) {
        return readers.read(session -> jobs.waiting(session, execution));
    }

    @Override
    public List<Job> waiting(Filter filter) {
        return readers.read(session -> jobs.waiting(session, filter));
    }

    /** The letters of those jobs, in the order in which they were accepted. */
    List<Letter> inOrder(Session session, List<String> ids) throws SQLException {
        var byNumber = new TreeMap<Long, Letter>();
        for (var id : ids) {
            var letter = jobs.letter(session, id);
            if (letter.isPresent()) {
                byNumber.put(Jobs.number(session, id), letter.get());
            }
        }
        return List.copyOf(byNumber.values());
    }

    @Override
    public void forget(Outdated old) {
        var rows = OldRows.of(old, "ended_at");
        var forgotten = FORGOTTEN_AT_ONCE;
        while (forgotten == FORGOTTEN_AT_ONCE) {
            forgotten = writer.write(session -> forgetSome(session, rows));
        }
    }

    private static int forgetSome(Session session, OldRows rows) throws SQLException {
        var some = session.list(
                "select id from job where " + rows.sql() + " and state <> 'held' order by ended_at, id limit ?",
                row -> row.text("id"),
                rows.and(FORGOTTEN_AT_ONCE));
        for (var id : some) {
            session.run("delete from job where id = ? and ended_at is not null", id);
        }
        return some.size();
    }
}
