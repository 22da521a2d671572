package org.patchbay.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.patchbay.spi.SecretSource;
import org.patchbay.spi.Transports;
import org.patchbay.store.Store;

/**
 * What an engine is built of.
 *
 * @param secrets where <code>${…}</code> in documents is looked up
 * @param random for ids, random values and jitter; a strong one in production
 */
public record Tools(
        Store store, Transports transports, List<SecretSource> secrets, InstantSource clock, RandomGenerator random) {
    public Tools {
        secrets = List.copyOf(secrets);
    }

    /** When it is, for background work: by a clock that all nodes of one database have in common. */
    Instant due() {
        return dueClock().instant();
    }

    /** The clock of {@link #due}. */
    InstantSource dueClock() {
        return store.lanes().clock(clock);
    }
}
