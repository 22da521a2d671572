package org.patchbay.server.jdbc;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A row of the table of nodes.
 *
 * @param seenAt nanoseconds since 1970
 */
@MappedEntity("node")
record NodeRow(@Id String id, String name, long revision, long seenAt) {}
