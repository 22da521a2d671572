package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** How long things of one call centre are kept, where it is not as long as those of all. */
public record KeepOfOne(
        @Doc("executions") Optional<Duration> executions,
        @Doc("bodies inside executions") Optional<Duration> bodies,

        @Doc("work that could not be delivered") Optional<Duration> deadLetters) {}
