package org.patchbay.trip;

import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** Sends the requests of trips; a test stands in for partners here. */
@FunctionalInterface
public interface Sender {
    /**
     * Sends the request of an endpoint.
     *
     * @throws org.patchbay.spi.TransportFailure when no complete reply came
     */
    Reply send(String endpoint, Request request, Deadline deadline);
}
