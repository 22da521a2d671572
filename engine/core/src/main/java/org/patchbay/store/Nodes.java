package org.patchbay.store;

import java.time.Instant;
import java.util.List;

/** The nodes that work on this store, and the revision that each of them serves. */
public interface Nodes {
    /** This node is alive. */
    void beat(Node node);

    /** This node stops. */
    void leave(String id);

    /** Nodes that were alive since then, by name. */
    List<Node> since(Instant time);

    /**
     * A node.
     *
     * @param id unique to a process
     * @param name what people call it
     * @param revision what it serves; 0 for nothing
     */
    record Node(String id, String name, long revision, Instant seenAt) {}
}
