package org.patchbay.spi;

import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** Sends a request and brings the reply, whatever its status. Blocks the calling virtual thread; thread-safe. */
@FunctionalInterface
public interface Transport {
    /**
     * Sends once; never follows a redirect, never repeats.
     *
     * @throws TransportFailure when no complete reply came before the deadline
     */
    Reply send(Request request, Deadline deadline);
}
