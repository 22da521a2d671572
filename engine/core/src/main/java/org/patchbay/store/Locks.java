package org.patchbay.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Doing something alone: one at a time under each name, on all nodes of the store. */
public interface Locks {
    /**
     * Does the work while nobody else works under that name, and returns what it brought.
     *
     * @param patience how long it waits for its turn
     * @return empty when its turn did not come; then nothing was done
     */
    <T> Optional<T> alone(String name, Duration patience, Supplier<T> work);
}
