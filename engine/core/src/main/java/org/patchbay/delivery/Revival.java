package org.patchbay.delivery;

import java.time.Instant;

/** What a job turned out to be when its turn came. */
public sealed interface Revival {
    /** It is run now. */
    record Ready(Work work) implements Revival {}

    /** It is looked at again then; that is no try. */
    record Later(Instant due) implements Revival {}

    /** There is nothing to run: its integrator or endpoint no longer exists, or other jobs have taken its place. */
    record Gone() implements Revival {}
}
