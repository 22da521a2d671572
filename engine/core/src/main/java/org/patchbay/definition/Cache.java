package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** How long a result may be used again. */
@Shorthand("lifetime")
public record Cache(
        At at,
        @Doc("false: never") @Default("true") boolean enabled,
        @Doc("life of a result") @Key("for") Optional<Duration> lifetime,
        @Doc("life of an empty result") Optional<Duration> none,

        @Doc("how long an old result is served while the partner is down")
        Optional<Duration> stale) {}
