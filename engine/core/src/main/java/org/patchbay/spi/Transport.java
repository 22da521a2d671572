package org.patchbay.spi;

import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** Sends a request and brings the reply, whatever its status. Blocks the calling virtual thread; thread-safe. */
@FunctionalInterface
public interface Transport {
    /**
     * Sends the bytes of target, headers and body as they are. Never follows a redirect. Sends a second time only what is idempotent and
     * met a connection that the partner had already given up.
     *
     * @throws TransportFailure when no complete reply came before the deadline
     */
    Reply send(Request request, Deadline deadline);
}
