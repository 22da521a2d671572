package org.patchbay.server.jdbc;

import org.patchbay.store.Journal.Filter;

/**
 * A journal filter in SQL. Where steps are asked for, they lead: their indexes have the executions of an integrator or an endpoint in
 * order, so that a page costs a page and not the table.
 */
final class Query {
    private final Conditions conditions = new Conditions();
    private final Filter filter;

    private Query(Filter filter) {
        this.filter = filter;
    }

    static Query of(Filter filter) {
        var query = new Query(filter);
        query.conditions.and("s.integrator = ?", filter.integrator());
        query.conditions.and("s.endpoint = ?", filter.endpoint());
        query.conditions.and(query.id() + " < ?", filter.before());
        query.conditions.and("e.call_centre = ?", filter.callCentre());
        query.conditions.and("e.trigger_name = ?", filter.trigger());
        query.conditions.and("e.status = ?", filter.status());
        query.conditions.and("e.call_id = ?", filter.callId());
        query.conditions.and("e.started_at >= ?", filter.since());
        query.conditions.and("e.revision = ?", filter.revision());
        if (filter.failedOnly()) {
            query.conditions.and("e.status in ('failed', 'timed-out', 'partial')");
        }
        return query;
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
        return "select e.id, e.document, e.sealed from " + tables + " where true" + conditions.sql() + once
                + " order by " + id() + " desc limit ?";
    }

    Object[] values() {
        return conditions.valuesAnd(filter.limit());
    }
}
