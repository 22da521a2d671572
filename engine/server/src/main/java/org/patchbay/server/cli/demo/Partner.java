package org.patchbay.server.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** A system that is only pretended: it checks what it receives as a strict partner would. Thread-safe. */
interface Partner {
    /** What people call it. */
    String name();

    /**
     * The answer to a request.
     *
     * @throws Rejection when the request is not as it should be
     */
    Answer answer(Received received);

    /** How this partner writes that it refuses. */
    Answer refusal(Received received, Rejection rejection);

    /**
     * An answer.
     *
     * @param body missing for none
     * @param noticed what the partner understood and checked, for people
     */
    record Answer(int status, JsonNode body, String noticed) {}
}
