package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** How long the answer to a trigger may take. */
@Shorthand("hard")
public record Budget(
        At at,

        @Doc("the answer leaves now if a waiting endpoint has a result") @Range(min = 1, max = 60_000)
        Optional<Duration> soft,

        @Doc("the answer leaves now with what is there") @Range(min = 1, max = 60_000)
        Optional<Duration> hard) {}
