package org.patchbay.server.jdbc;

import java.time.Duration;
import java.util.List;
import org.patchbay.store.Nodes;

/**
 * The nodes in their table.
 *
 * @param own id of this process
 * @param silence after which a process is gone
 */
record MysqlNodes(NodeRepository rows, String own, Duration silence) implements Nodes {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    @Override
    public void beat(String name, long revision) {
        try {
            rows.beat(own, name, revision);
            rows.forget(FORGOTTEN_AFTER.toNanos());
        } catch (RuntimeException failure) {
            throw Trouble.of(failure);
        }
    }

    @Override
    public void leave() {
        try {
            rows.deleteById(own);
        } catch (RuntimeException failure) {
            throw Trouble.of(failure);
        }
    }

    @Override
    public List<Node> within(Duration time) {
        try {
            return rows.within(time.toNanos()).stream()
                    .map(row -> new Node(row.id(), row.name(), row.revision()))
                    .toList();
        } catch (RuntimeException failure) {
            throw Trouble.of(failure);
        }
    }
}
