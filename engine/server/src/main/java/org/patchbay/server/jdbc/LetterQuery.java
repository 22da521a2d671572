package org.patchbay.server.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;

/** A filter of letters, or of jobs that wait, in SQL: a page of them, as each may bring what a request may. */
final class LetterQuery {
    /** Rows of a page. */
    static final int PAGE = 32;

    private final StringBuilder conditions = new StringBuilder("select * from job where ");
    private final List<Object> values = new ArrayList<>();

    private LetterQuery(String which) {
        conditions.append(which);
    }

    static LetterQuery of(Filter filter) {
        var query = new LetterQuery("ended_at is not null");
        filter.kind().ifPresent(kind -> query.conditions.append(" and ").append(states(kind)));
        return query.narrowed(filter);
    }

    static LetterQuery waiting(Filter filter) {
        return new LetterQuery("state = 'waiting'").narrowed(filter);
    }

    private LetterQuery narrowed(Filter filter) {
        add("call_centre = ?", filter.callCentre());
        add("integrator = ?", filter.integrator());
        add("endpoint = ?", filter.endpoint());
        add("execution = ?", filter.execution());
        conditions.append(" and number > ? order by number limit " + PAGE);
        return this;
    }

    static String states(Letter.Kind kind) {
        return switch (kind) {
            case DEAD -> "state = 'dead'";
            case UNKNOWN -> "state in ('unknown', 'held')";
        };
    }

    private void add(String condition, Optional<?> value) {
        value.ifPresent(given -> {
            conditions.append(" and ").append(condition);
            values.add(given);
        });
    }

    String sql() {
        return conditions.toString();
    }

    /** What is asked for, of rows with a greater number. */
    Object[] after(long number) {
        return Stream.concat(values.stream(), Stream.of(number)).toArray();
    }
}
