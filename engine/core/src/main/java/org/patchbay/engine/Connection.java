package org.patchbay.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an integrator stands with its partner.
 *
 * @param state pending, active, reauth-required, disabled or removed
 * @param reason why it is not active; empty when it is
 * @param tokens one for each Auth endpoint
 */
public record Connection(String state, String reason, List<Held> tokens) {
    public Connection {
        tokens = List.copyOf(tokens);
    }

    /**
     * What is known about the token of an Auth endpoint; never the token.
     *
     * @param needsPerson whether only a person can give the first one
     * @param obtainedAt empty when there is none
     * @param expiresAt empty when it serves until it is refused
     */
    public record Held(
            String endpoint, boolean needsPerson, Optional<Instant> obtainedAt, Optional<Instant> expiresAt) {}
}
