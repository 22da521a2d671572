package org.patchbay.server.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;

/** A filter of letters in SQL. */
final class LetterQuery {
    private final StringBuilder conditions = new StringBuilder("select * from job where ended_at is not null");
    private final List<Object> values = new ArrayList<>();

    private LetterQuery() {}

    static LetterQuery of(Filter filter) {
        var query = new LetterQuery();
        filter.kind().ifPresent(kind -> query.conditions.append(" and ").append(states(kind)));
        query.add("call_centre = ?", filter.callCentre());
        query.add("integrator = ?", filter.integrator());
        query.add("endpoint = ?", filter.endpoint());
        query.add("execution = ?", filter.execution());
        query.conditions.append(" order by number limit ?");
        query.values.add(filter.limit());
        return query;
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
