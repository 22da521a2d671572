package org.patchbay.server.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The table of nodes. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface NodeRepository extends GenericRepository<NodeRow, String> {
    @Query("""
            insert into node (id, name, revision, seen_at) values (:id, :name, :revision, :seenAt)
            on duplicate key update name = values(name), revision = values(revision), seen_at = values(seen_at)""")
    void beat(String id, String name, long revision, long seenAt);

    List<NodeRow> findBySeenAtGreaterThanEqualsOrderByName(long seenAt);

    void deleteBySeenAtLessThan(long seenAt);

    void deleteById(String id);
}
