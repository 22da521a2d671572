package org.patchbay.definition;

import java.util.Optional;

/** How much may be sent. */
public record Rate(
        At at,

        @Doc(value = "requests a second", example = "5") @Range(min = 1, max = 100_000)
        Optional<Long> perSecond,

        @Doc("requests that may be sent at once after a pause") @Default("1") @Range(min = 1, max = 100_000)
        long burst,

        @Doc(value = "requests that may be under way at the same time", example = "2") @Range(min = 1, max = 100_000)
        Optional<Long> concurrent) {}
