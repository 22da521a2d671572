package org.patchbay.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import org.patchbay.exchange.Trigger;

/**
 * A trigger as an event of its call.
 *
 * @param fingerprint the same for an event and its repetition: made of its id, else of its content
 * @param leg the call id that the phone system gave it
 * @param parent the call that this one is a part of
 * @param handsOver whether it tells of a transfer
 * @param answered whether it says that somebody has talked
 */
public record Event(
        String trigger, String fingerprint, String leg, Optional<String> parent, boolean handsOver, boolean answered) {
    /** The id of an end that is made up because none came. */
    static final String MADE_UP = "~closed";

    private static final String END_MADE_UP = print("call-end\nid " + MADE_UP);

    /** Reads an event; empty when it belongs to no call. */
    public static Optional<Event> of(Trigger trigger) {
        return trigger.callId().map(leg -> {
            var body = trigger.body();
            return new Event(
                    trigger.name(),
                    fingerprint(trigger),
                    leg,
                    text(body, "parentCallId").filter(parent -> !parent.equals(leg)),
                    !body.path("transfer").isMissingNode() || trigger.name().equals("call-transfer"),
                    body.path("duration").asDouble() > 0
                            || text(body, "answeredAt").isPresent());
        });
    }

    /** True for an end that nobody told of. */
    boolean isMadeUp() {
        return fingerprint.equals(END_MADE_UP);
    }

    Event at(String endpoint) {
        return new Event(trigger, fingerprint + "/" + endpoint, leg, parent, handsOver, answered);
    }

    private static Optional<String> text(JsonNode body, String key) {
        var value = body.path(key);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    private static String fingerprint(Trigger trigger) {
        var what = new StringBuilder(trigger.name()).append('\n');
        trigger.eventId()
                .or(() -> text(trigger.body(), "eventId"))
                .ifPresentOrElse(
                        id -> what.append("id ").append(id), () -> canonical(trigger.body(), what.append("content ")));
        return print(what.toString());
    }

    private static String print(String what) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same text for the same content, whatever the order of its keys. */
    private static void canonical(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            var sorted = new TreeMap<String, JsonNode>();
            node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            out.append('{');
            sorted.forEach((key, value) -> {
                out.append(key.length()).append(':').append(key);
                canonical(value, out);
            });
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(element -> canonical(element, out));
            out.append(']');
        } else {
            var text = node.asText();
            out.append(node.isTextual() ? '"' : ' ')
                    .append(text.length())
                    .append(':')
                    .append(text);
        }
    }
}
