package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * An event that runs the steps bound to it.
 *
 * @param name name as the format knows it, aliases already translated
 * @param callCentre ID Callcenter, the tenant
 * @param body client body, a JSON object
 * @param integrator the only integrator that shall run; all that listen when empty
 * @param eventId the sender's id of the event, or its idempotency key
 * @param receivedAt when it came in
 */
public record Trigger(
        String name,
        String callCentre,
        JsonNode body,
        Optional<String> integrator,
        Optional<String> eventId,
        Instant receivedAt) {
    /** The call that the event belongs to. */
    public Optional<String> callId() {
        var id = body.path("callId");
        return id.isValueNode() && !id.isNull() ? Optional.of(id.asText()) : Optional.empty();
    }
}
