package org.patchbay.delivery;

import java.time.Instant;

/** What a job turned out to be when its turn came. */
public sealed interface Revival {
    /** It is run now. */
    record Ready(Work work) implements Revival {}

    /** It is looked at again then; that is no try. */
    record Later(Instant due) implements Revival {}

    /** Other jobs have taken its place. */
    record Replaced() implements Revival {}

    /** Its integrator or endpoint does not exist in its revision. */
    record Gone() implements Revival {}
}
