package org.patchbay.definition;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How long things are kept. What is older goes within the hour. */
public record Keep(
        @Doc("executions; what is older goes within the hour") @Default("30d") @Range(min = LEAST, max = MOST)
        Duration executions,

        @Doc("bodies inside executions") @Default("7d") @Range(min = LEAST, max = MOST)
        Duration bodies,

        @Doc("work that could not be delivered") @Default("90d") @Range(min = LEAST, max = MOST)
        Duration deadLetters,

        @Doc("revisions that are not the newest and that no work needs; all when absent")
        @Range(min = LEAST, max = MOST)
        Optional<Duration> revisions,

        @Doc(value = "call centres whose things are kept otherwise", example = "{ CC-1001: { executions: 1d } }")
        Map<String, KeepOfOne> callCentres) {
    /** An hour, in milliseconds: it is looked that often. */
    static final long LEAST = 3_600_000;

    /** A hundred years of 365 days, in milliseconds. */
    static final long MOST = 3_153_600_000_000L;

    /** How long bodies in executions of that call centre are kept. */
    public Duration bodies(String callCentre) {
        return Optional.ofNullable(callCentres.get(callCentre))
                .flatMap(KeepOfOne::bodies)
                .orElse(bodies);
    }
}
