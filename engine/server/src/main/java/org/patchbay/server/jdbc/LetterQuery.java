package org.patchbay.server.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;

/** A filter of letters, or of jobs that wait, in SQL. */
final class LetterQuery {
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
        conditions.append(" order by number limit ?");
        values.add(filter.limit());
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

    List<Object> values() {
        return values;
    }
}
