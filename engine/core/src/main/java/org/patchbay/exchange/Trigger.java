package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
 * @param envelope the whole body of the hook request that it came in; a missing node where there is none
 */
public record Trigger(
        String name,
        String callCentre,
        JsonNode body,
        Optional<String> integrator,
        Optional<String> eventId,
        Instant receivedAt,
        JsonNode envelope) {
    /** A trigger that came in no envelope. */
    public Trigger(
            String name,
            String callCentre,
            JsonNode body,
            Optional<String> integrator,
            Optional<String> eventId,
            Instant receivedAt) {
        this(name, callCentre, body, integrator, eventId, receivedAt, MissingNode.getInstance());
    }

    /** What it takes of memory, in bytes, as an estimate. */
    public long weight() {
        return Weight.of(body) + Weight.of(envelope);
    }

    /** The same with another body. */
    public Trigger with(JsonNode other) {
        return new Trigger(name, callCentre, other, integrator, eventId, receivedAt, envelope);
    }

    /** The call that the event belongs to. */
    public Optional<String> callId() {
        var id = body.path("callId");
        return id.isValueNode() && !id.isNull() ? Optional.of(id.asText()) : Optional.empty();
    }
}
