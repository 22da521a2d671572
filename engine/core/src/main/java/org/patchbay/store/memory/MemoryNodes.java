package org.patchbay.store.memory;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.patchbay.store.Nodes;

/** The only process of a store that no other one can have open. */
public final class MemoryNodes implements Nodes {
    private final String id = UUID.randomUUID().toString();
    private final AtomicReference<List<Node>> alive = new AtomicReference<>(List.of());

    @Override
    public String own() {
        return id;
    }

    @Override
    public void beat(String name, long revision) {
        alive.set(List.of(new Node(id, name, revision)));
    }

    @Override
    public void leave() {
        alive.set(List.of());
    }

    @Override
    public List<Node> within(Duration time) {
        return alive.get();
    }
}
