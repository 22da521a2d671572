package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.patchbay.exchange.Trigger;

/** Fills in what the body of a call's event leaves to be computed (format reference, section 4). */
final class Inbound {
    private Inbound() {}

    /** The trigger with {@code duration}, in seconds, from the times of the call where it is absent. */
    static Trigger complete(Trigger trigger) {
        var body = trigger.body();
        if (!trigger.name().startsWith("call-")
                || body.has("duration")
                || !body.has("endedAt")
                || !(body instanceof ObjectNode object)) {
            return trigger;
        }
        var completed = object.deepCopy();
        completed.put("duration", seconds(body.path("answeredAt"), body.path("endedAt")));
        return trigger.with(completed);
    }

    private static long seconds(JsonNode from, JsonNode to) {
        try {
            return from.isTextual() && to.isTextual()
                    ? Math.max(
                            0,
                            Duration.between(OffsetDateTime.parse(from.asText()), OffsetDateTime.parse(to.asText()))
                                    .toSeconds())
                    : 0;
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
