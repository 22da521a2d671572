package org.patchbay.server.web;

import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;

/** Where a front-end gets the link for the person who has to agree once more. */
final class Reconnect {
    private Reconnect() {}

    /** The resource of that integrator, when connecting it again is what helps. */
    static Optional<String> path(Failure failure, String integrator) {
        return failure.code() == FailureCode.REAUTH_REQUIRED
                ? Optional.of("/api/v1/integrators/" + integrator + "/reconnect")
                : Optional.empty();
    }
}
