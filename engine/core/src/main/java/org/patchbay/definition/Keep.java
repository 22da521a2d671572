package org.patchbay.definition;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How long things are kept. */
public record Keep(
        @Doc("executions") @Default("30d") Duration executions,
        @Doc("bodies inside executions") @Default("7d") Duration bodies,

        @Doc("work that could not be delivered") @Default("90d")
        Duration deadLetters,

        @Doc("revisions that are not the newest and that no work needs; all when absent")
        Optional<Duration> revisions,

        @Doc(value = "call centres whose things are kept otherwise", example = "{ CC-1001: { executions: 1d } }")
        Map<String, KeepOfOne> callCentres) {
    /** How long bodies in executions of that call centre are kept. */
    public Duration bodies(String callCentre) {
        return Optional.ofNullable(callCentres.get(callCentre))
                .flatMap(KeepOfOne::bodies)
                .orElse(bodies);
    }
}
