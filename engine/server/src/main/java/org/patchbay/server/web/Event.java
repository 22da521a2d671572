package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/**
 * What a front-end reports, as it came in: a JSON body, or a CloudEvent (version 1.0, structured mode).
 *
 * @param type what a CloudEvent says it is
 * @param id the sender's id of the event
 * @param named whether the sender asked for it to be done once, and did not just number its events
 */
record Event(ObjectNode body, Optional<String> type, Optional<String> id, boolean named) {
    private static final Pattern KEY = Pattern.compile("(?=.*[!-~])[ -~]{1,255}");

    static final String CLOUD_EVENT = "application/cloudevents+json";

    /** @throws Declined the body cannot be read, or is no object */
    static Event read(HttpRequest<?> request, Optional<byte[]> bytes, long limit) {
        int length = bytes.map(read -> read.length).orElse(0);
        if (length > limit) {
            throw ProblemDetails.of(
                            ProblemCode.BODY_TOO_LARGE, "the body has " + length + " bytes; " + limit + " are read")
                    .declined();
        }
        var body = Json.object(bytes);
        var key = key(request.getHeaders().getAll("Idempotency-Key"));
        var isCloudEvent = request.getContentType()
                .map(MediaType::getName)
                .map(CLOUD_EVENT::equals)
                .orElse(false);
        return isCloudEvent
                ? cloudEvent(body, key)
                : new Event(body, Optional.empty(), key.or(() -> text(body, "eventId")), key.isPresent());
    }

    /** Who sends one wants it done once: it is not passed over (draft-ietf-httpapi-idempotency-key-header). */
    private static Optional<String> key(List<String> keys) {
        if (keys.size() > 1 || !keys.stream().allMatch(KEY.asMatchPredicate())) {
            throw ProblemDetails.of(
                            ProblemCode.BAD_REQUEST,
                            "`Idempotency-Key` must stand there once, with 1 to 255 printable characters of ASCII")
                    .declined();
        }
        return keys.stream().findFirst();
    }

    private static Event cloudEvent(ObjectNode envelope, Optional<String> key) {
        if (!(envelope.path("data") instanceof ObjectNode data)) {
            throw ProblemDetails.of(ProblemCode.BAD_REQUEST, "a CloudEvent brings its body as the object `data`")
                    .at("/data", "an object was expected")
                    .declined();
        }
        if (!data.has("callId") && envelope.path("subject").isTextual()) {
            data.set("callId", envelope.get("subject"));
        }
        return new Event(data, text(envelope, "type"), key.or(() -> text(envelope, "id")), key.isPresent());
    }

    /** The call centre that the body names. */
    Optional<String> callCentre() {
        return text(body, "callcenterId");
    }

    Trigger trigger(String name, String callCentre, Optional<String> integrator, Instant now) {
        return new Trigger(name, callCentre, body, integrator, id, now);
    }

    private static Optional<String> text(ObjectNode from, String name) {
        var value = from.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }
}
