package org.patchbay.server.jdbc;

import org.patchbay.store.Journal.Filter;

/** In SQL: of each execution of which jobs wait and the journal has nothing the first of these jobs. */
final class AcceptedQuery {
    private final Conditions conditions = new Conditions();
    private final Filter filter;

    private AcceptedQuery(Filter filter) {
        this.filter = filter;
    }

    static AcceptedQuery of(Filter filter) {
        var query = new AcceptedQuery(filter);
        query.conditions.and("execution < ?", filter.before());
        query.conditions.and("call_centre = ?", filter.callCentre());
        query.conditions.and("trigger_name = ?", filter.trigger());
        query.conditions.and("call_id = ?", filter.callId());
        query.conditions.and("received_at >= ?", filter.since());
        query.conditions.and("revision = ?", filter.revision());
        return query;
    }

    String sql() {
        return """
                select job.* from (
                    select min(number) number from job where state = 'waiting'
                    and not exists (select 1 from execution e where e.id = job.execution)%s
                    group by execution order by execution desc limit ?) one
                join job on job.number = one.number order by job.execution desc""".formatted(conditions.sql());
    }

    Object[] values() {
        return conditions.valuesAnd(filter.limit());
    }
}
