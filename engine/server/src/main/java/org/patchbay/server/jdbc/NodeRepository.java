package org.patchbay.server.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The table of nodes; when each was seen is told by the clock of the database. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface NodeRepository extends GenericRepository<NodeRow, String> {
    String NOW = "timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) * 1000";

    @Query("insert into node (id, name, revision, seen_at) values (:id, :name, :revision, " + NOW
            + ") on duplicate key update name = values(name), revision = values(revision), seen_at = values(seen_at)")
    void beat(String id, String name, long revision);

    @Query("select * from node where seen_at >= " + NOW + " - :nanos order by name")
    List<NodeRow> within(long nanos);

    @Query("delete from node where seen_at < " + NOW + " - :nanos")
    void forget(long nanos);

    void deleteById(String id);
}
