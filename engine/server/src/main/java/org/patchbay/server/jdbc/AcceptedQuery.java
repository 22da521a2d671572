package org.patchbay.server.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.Journal.Filter;

/** In SQL: of each execution of which jobs wait and the journal has nothing the first of these jobs. */
final class AcceptedQuery {
    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private AcceptedQuery() {}

    static AcceptedQuery of(Filter filter) {
        var query = new AcceptedQuery();
        query.add("execution < ?", filter.before());
        query.add("call_centre = ?", filter.callCentre());
        query.add("trigger_name = ?", filter.trigger());
        query.add("call_id = ?", filter.callId());
        query.add("received_at >= ?", filter.since());
        query.add("revision = ?", filter.revision());
        query.values.add(filter.limit());
        return query;
    }

    private void add(String condition, Optional<?> value) {
        value.ifPresent(given -> {
            conditions.append(" and ").append(condition);
            values.add(given);
        });
    }

    String sql() {
        return """
                select job.* from (
                    select min(number) number from job where state = 'waiting'
                    and not exists (select 1 from execution e where e.id = job.execution)%s
                    group by execution order by execution desc limit ?) one
                join job on job.number = one.number order by job.execution desc""".formatted(conditions);
    }

    Object[] values() {
        return values.toArray();
    }
}
