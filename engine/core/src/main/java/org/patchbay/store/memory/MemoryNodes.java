package org.patchbay.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.store.Nodes;

/** The nodes of a store that only one process can have open. */
public final class MemoryNodes implements Nodes {
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    @Override
    public void beat(Node node) {
        nodes.put(node.id(), node);
    }

    @Override
    public void leave(String id) {
        nodes.remove(id);
    }

    @Override
    public List<Node> since(Instant time) {
        return nodes.values().stream()
                .filter(node -> !node.seenAt().isBefore(time))
                .sorted(Comparator.comparing(Node::name))
                .toList();
    }
}
