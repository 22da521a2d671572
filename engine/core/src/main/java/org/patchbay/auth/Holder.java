package org.patchbay.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Outcome;
import org.patchbay.mapping.TokenReply;
import org.patchbay.trip.Plan;

/** For whom tokens are had: sends the requests, and learns when a person must connect again. */
public interface Holder {
    /** What a token request brought: a token, or why there is none. */
    record Fetched(Outcome outcome, Optional<TokenReply> token) {}

    /** Name of the integrator. */
    String name();

    /**
     * Sends a token request.
     *
     * @param grant what {@code grant.…} reads
     */
    Fetched send(Plan request, ObjectNode grant);

    /** Has the tokens at hand that the request carries, so that they are not fetched while nobody else can have one. */
    void prepare(Plan request);

    /** The partner takes back what was granted: only a person can help. */
    void lost(Failure failure);
}
