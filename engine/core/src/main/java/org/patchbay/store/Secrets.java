package org.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Secret;

/** Secrets that documents name as <code>${secret:name}</code>, encrypted at rest. */
public interface Secrets {
    /** The secret of that name. */
    Optional<Secret> find(String name);

    /** Sets a secret; durable and encrypted when this returns. */
    void put(String name, Secret value, Instant now);

    /** Removes a secret; false when there was none. */
    boolean remove(String name);

    /** Names and times, never values. */
    List<Known> list();

    /** A secret's name and when it was set. */
    record Known(String name, Instant setAt) {}
}
