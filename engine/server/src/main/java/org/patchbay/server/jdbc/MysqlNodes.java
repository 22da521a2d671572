package org.patchbay.server.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.patchbay.store.Nodes;

/** The nodes in their table. */
record MysqlNodes(NodeRepository rows) implements Nodes {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    @Override
    public void beat(Node node) {
        try {
            rows.beat(node.id(), node.name(), node.revision(), Times.nanos(node.seenAt()));
            rows.deleteBySeenAtLessThan(Times.nanos(node.seenAt().minus(FORGOTTEN_AFTER)));
        } catch (RuntimeException failure) {
            throw Trouble.of(failure);
        }
    }

    @Override
    public void leave(String id) {
        try {
            rows.deleteById(id);
        } catch (RuntimeException failure) {
            throw Trouble.of(failure);
        }
    }

    @Override
    public List<Node> since(Instant time) {
        try {
            return rows.findBySeenAtGreaterThanEqualsOrderByName(Times.nanos(time)).stream()
                    .map(row -> new Node(row.id(), row.name(), row.revision(), Times.instant(row.seenAt())))
                    .toList();
        } catch (RuntimeException failure) {
            throw Trouble.of(failure);
        }
    }
}
