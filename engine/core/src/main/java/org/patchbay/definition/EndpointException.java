package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** What one tenant does differently at an endpoint. */
public record EndpointException(
        At at,

        @Doc("false: never runs for this tenant") @Default("true")
        boolean enabled,

        @Doc("as in endpoints") Optional<Duration> timeout,
        @Doc("as in endpoints") Optional<Retry> retry,
        @Doc("as in endpoints") Optional<DeliveryMode> delivery,
        @Doc("as in endpoints") Optional<Rate> rate) {}
