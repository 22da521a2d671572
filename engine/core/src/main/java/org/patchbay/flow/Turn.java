package org.patchbay.flow;

import java.time.Instant;
import org.patchbay.exchange.Deadline;

/**
 * A step at the moment when it is tried.
 *
 * @param attempt counts from 1
 * @param deadline after which nothing is begun or waited for
 * @param begun when it was begun
 * @param headway told of what it does of a list
 */
record Turn(Run run, Bound step, int attempt, Deadline deadline, Instant begun, Headway headway) {}
