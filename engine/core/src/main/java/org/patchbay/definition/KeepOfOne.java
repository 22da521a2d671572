package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** How long things of one call centre are kept, where it is not as long as those of all. */
public record KeepOfOne(
        @Doc("executions") @Range(min = Keep.LEAST, max = Keep.MOST)
        Optional<Duration> executions,

        @Doc("bodies inside executions") @Range(min = Keep.LEAST, max = Keep.MOST)
        Optional<Duration> bodies,

        @Doc("work that could not be delivered") @Range(min = Keep.LEAST, max = Keep.MOST)
        Optional<Duration> deadLetters) {}
