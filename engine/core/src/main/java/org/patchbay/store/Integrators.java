package org.patchbay.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Integrators that stand in no document: made by the API, by link pages and by hooks while the engine runs. */
public interface Integrators {
    /** All of them, by name. */
    List<Kept> list();

    /** The integrator of that name. */
    Optional<Kept> find(String name);

    /** Keeps a new one; false when the name is taken. Durable when this returns; secret nodes are encrypted. */
    boolean add(Kept integrator);

    /** Replaces one by its next version; false when somebody else was first. */
    boolean replace(Kept next);

    /** Lets go of one; false when there was none. */
    boolean remove(String name);

    /** Of which something was written after a change of that number, fields included; 0 asks for all that ever were. */
    Changes changes(long after);

    /**
     * An integrator as it was kept.
     *
     * @param content its keys, as a document would hold them; secrets as secret nodes
     * @param principal id of the outside identity that it belongs to
     * @param version counts up with each change, from 1
     */
    record Kept(String name, ObjectNode content, Optional<String> principal, long version, Instant madeAt) {
        /** The same with other keys, as the next version. */
        public Kept with(ObjectNode changed) {
            return new Kept(name, changed, principal, version + 1, madeAt);
        }
    }

    /**
     * What has changed.
     *
     * @param number of the last change
     * @param names of the integrators, also of those that stand in a document, each with the number of its last change
     */
    record Changes(long number, Map<String, Long> names) {
        public Changes {
            names = Map.copyOf(names);
        }
    }
}
