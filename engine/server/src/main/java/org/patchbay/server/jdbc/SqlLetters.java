package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.patchbay.server.jdbc.Jobs.Numbered;
import org.patchbay.server.jdbc.Jobs.Resting;
import org.patchbay.store.Journal;
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
    final Results results;

    SqlLetters(Readers readers, SealedTrees trees, Writer writer) {
        this.readers = readers;
        this.writer = writer;
        this.jobs = new Jobs(trees);
        this.results = new Results(trees);
    }

    @Override
    public Stream<Letter> list(Filter filter) {
        var query = LetterQuery.of(filter);
        return all(number -> readers.read(session -> jobs.letters(session, query, number)))
                .limit(filter.limit());
    }

    private static <T> Stream<T> all(LongFunction<List<Numbered<T>>> pageAfter) {
        return Stream.iterate(
                        pageAfter.apply(0),
                        page -> !page.isEmpty(),
                        page -> page.size() < LetterQuery.PAGE
                                ? List.of()
                                : pageAfter.apply(page.getLast().number()))
                .flatMap(List::stream)
                .map(Numbered::value);
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
    public Stream<Job> waiting(Filter filter) {
        var query = LetterQuery.waiting(filter);
        return all(number -> readers.read(session -> jobs.waiting(session, query, number)))
                .limit(filter.limit());
    }

    @Override
    public Optional<Job> accepted(String execution) {
        return readers.read(session -> jobs.firstWaiting(session, execution));
    }

    @Override
    public List<Job> accepted(Journal.Filter filter) {
        var query = AcceptedQuery.of(filter);
        return readers.read(session -> jobs.list(session, query));
    }

    /** The letters of those jobs without what they bring, in the order in which they were accepted. */
    static List<Resting> inOrder(Session session, List<String> ids) throws SQLException {
        var byNumber = new TreeMap<Long, Resting>();
        for (var id : ids) {
            Jobs.resting(session, id).ifPresent(found -> byNumber.put(found.number(), found));
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
