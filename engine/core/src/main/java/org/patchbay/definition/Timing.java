package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** When an endpoint runs by itself (format reference, section 7.3). */
public record Timing(
        @Doc(value = "time from one run to the next, with some jitter, for schedule and syncs", example = "15m")
        @Range(min = 1_000, max = 31_622_400_000L)
        Optional<Duration> every,

        @Doc(
                value = "minute, hour, day, month and weekday in the integrator's zone, for schedule and syncs",
                example = "\"30 6 * * 1-5\"")
        Optional<String> cron) {}
