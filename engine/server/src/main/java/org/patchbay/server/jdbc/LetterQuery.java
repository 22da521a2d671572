package org.patchbay.server.jdbc;

import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;

/** A filter of letters, or of jobs that wait, in SQL: a page of them, as each may bring what a request may. */
final class LetterQuery {
    /** Rows of a page. */
    static final int PAGE = 32;

    /** What always is asked. */
    private final String which;

    private final Conditions conditions = new Conditions();

    private LetterQuery(String which) {
        this.which = which;
    }

    static LetterQuery of(Filter filter) {
        var query = new LetterQuery("ended_at is not null");
        filter.kind().ifPresent(kind -> query.conditions.and(states(kind)));
        return query.narrowed(filter);
    }

    static LetterQuery waiting(Filter filter) {
        return new LetterQuery("state = 'waiting'").narrowed(filter);
    }

    private LetterQuery narrowed(Filter filter) {
        conditions.and("call_centre = ?", filter.callCentre());
        conditions.and("integrator = ?", filter.integrator());
        conditions.and("endpoint = ?", filter.endpoint());
        conditions.and("execution = ?", filter.execution());
        return this;
    }

    static String states(Letter.Kind kind) {
        return switch (kind) {
            case DEAD -> "state = 'dead'";
            case UNKNOWN -> "state in ('unknown', 'held')";
        };
    }

    String sql() {
        return "select * from job where " + which + conditions.sql() + " and number > ? order by number limit " + PAGE;
    }

    /** What is asked for, of rows with a greater number. */
    Object[] after(long number) {
        return conditions.valuesAnd(number);
    }
}
