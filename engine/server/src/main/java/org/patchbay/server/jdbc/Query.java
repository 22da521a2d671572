package org.patchbay.server.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.Journal.Filter;

/**
 * A journal filter in SQL. Where steps are asked for, they lead: their indexes have the executions of an integrator or an endpoint in
 * order, so that a page costs a page and not the table.
 */
final class Query {
    private final StringBuilder conditions = new StringBuilder(" where true");
    private final List<Object> values = new ArrayList<>();
    private final Filter filter;

    private Query(Filter filter) {
        this.filter = filter;
    }

    static Query of(Filter filter) {
        var query = new Query(filter);
        query.add("s.integrator = ?", filter.integrator());
        query.add("s.endpoint = ?", filter.endpoint());
        query.add(query.id() + " < ?", filter.before());
        query.add("e.call_centre = ?", filter.callCentre());
        query.add("e.trigger_name = ?", filter.trigger());
        query.add("e.status = ?", filter.status());
        query.add("e.call_id = ?", filter.callId());
        query.add("e.started_at >= ?", filter.since());
        query.add("e.revision = ?", filter.revision());
        if (filter.failedOnly()) {
            query.conditions.append(" and e.status in ('failed', 'timed-out', 'partial')");
        }
        query.values.add(filter.limit());
        return query;
    }

    private void add(String condition, Optional<?> value) {
        value.ifPresent(given -> {
            conditions.append(" and ").append(condition);
            values.add(given);
        });
    }

    private boolean bySteps() {
        return filter.integrator().isPresent() || filter.endpoint().isPresent();
    }

    private String id() {
        return bySteps() ? "s.execution" : "e.id";
    }

    String sql() {
        var tables = bySteps() ? "execution_step s cross join execution e on e.id = s.execution" : "execution e";
        var once = bySteps() ? " group by s.execution" : "";
        return "select e.id, e.document, e.sealed from " + tables + conditions + once + " order by " + id()
                + " desc limit ?";
    }

    List<Object> values() {
        return values;
    }
}
