package org.patchbay.server.jdbc;

import org.patchbay.store.Lanes.Job;

/** What stands first in a lane. */
sealed interface First {
    /** A job that can be worked on; whether it was begun and neither finished nor postponed since. */
    record Ready(Job job, boolean begun) implements First {}

    /** A letter that the lane has waited behind for long enough. */
    record Letter(String id) implements First {}

    /** Nothing any more. */
    record None() implements First {}
}
