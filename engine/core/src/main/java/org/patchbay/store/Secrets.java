package org.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Secret;

/** Secrets that documents name as <code>${secret:name}</code>, encrypted at rest. */
public interface Secrets {
    /** What the names of the engine's own secrets begin with: no document can name them, and they are not listed. */
    String OWN = "~";

    /** The secret of that name. */
    Optional<Secret> find(String name);

    /** Sets a secret; durable and encrypted when this returns. */
    void put(String name, Secret value, Instant now);

    /** Removes a secret; false when there was none. */
    boolean remove(String name);

    /** Names and times, never values; without the engine's own. */
    List<Known> list();

    /** A secret's name and when it was set. */
    record Known(String name, Instant setAt) {}
}
