package org.patchbay.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.definition.Secret;

/**
 * A token as an Auth endpoint's reply brings it.
 *
 * @param life how long it lives from receipt
 * @param expiresAt when it ends, where the reply names a date
 */
public record TokenReply(
        Secret token,
        Optional<Secret> refreshToken,
        Optional<Duration> life,
        Optional<Instant> expiresAt,
        Optional<String> scope) {}
