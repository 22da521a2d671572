package org.patchbay.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What has been kept long enough: what is older than a time, of one call centre or of all but some.
 *
 * @param callCentre whose; empty: everybody's but the exempt ones'
 * @param exempt call centres whose things are kept longer or shorter
 */
public record Outdated(Instant before, Optional<String> callCentre, Set<String> exempt) {
    public Outdated {
        exempt = Set.copyOf(exempt);
    }

    /** Everybody's. */
    public static Outdated before(Instant time) {
        return new Outdated(time, Optional.empty(), Set.of());
    }

    /** Of that call centre alone. */
    public static Outdated before(Instant time, String callCentre) {
        return new Outdated(time, Optional.of(callCentre), Set.of());
    }

    /** Of all other call centres. */
    public Outdated but(Set<String> callCentres) {
        return new Outdated(before, callCentre, callCentres);
    }

    /** True for something of that call centre and that time. */
    public boolean includes(String owner, Instant time) {
        return time.isBefore(before) && callCentre.map(owner::equals).orElse(true) && !exempt.contains(owner);
    }
}
