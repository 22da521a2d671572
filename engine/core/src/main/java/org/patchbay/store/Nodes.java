package org.patchbay.store;

import java.time.Duration;
import java.util.List;

/** The processes that work on this store, and the revision that each of them serves. Time is the store's: no node's clock matters. */
public interface Nodes {
    /** A process that was not heard of for so long is gone, unless its store says otherwise. */
    Duration GONE = Duration.ofSeconds(20);

    /** Whose something is that a process has left to whoever goes on with it: no process is called so. */
    String NOBODY = "";

    /** A process that was not heard of for so long is gone. */
    default Duration silence() {
        return GONE;
    }

    /** Id of this process, which no other one ever has. */
    String own();

    /**
     * This process is alive.
     *
     * @param name what people call it
     * @param revision what it serves; 0 for nothing
     */
    void beat(String name, long revision);

    /** This process stops. */
    void leave();

    /** Processes that were heard of within that time, by name. */
    List<Node> within(Duration time);

    /** True when nothing more is to be expected of another process: it has left, was not heard of for a while, or never was. */
    default boolean isGone(String id) {
        return !id.equals(own())
                && within(silence()).stream().noneMatch(node -> node.id().equals(id));
    }

    /** A process, by what people call it. */
    record Node(String id, String name, long revision) {}
}
