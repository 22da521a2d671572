package org.patchbay.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How often and how long a failed call is repeated; a bare number is the count of further tries, {@code none} is zero. */
public record Retry(
        At at,

        @Doc(value = "waits before each further try, with full jitter", example = "[10m, 1h]")
        List<Duration> schedule,

        @Doc("no further try after so long") Optional<Duration> within,

        @Doc(value = "what is repeated", example = "[timeout, 429, 5xx]")
        List<String> causes) {}
