package org.patchbay.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.HookEvent.Linking;

/**
 * An event that a hook has heard.
 *
 * @param body what the run will read as {@code body}
 * @param once it runs once for each such value; empty: every time
 * @param stored what is to be written into fields; empty clears
 */
public record Happening(
        Optional<String> trigger,
        Optional<Linking> link,
        JsonNode body,
        Optional<String> once,
        Map<String, Optional<JsonNode>> stored) {
    public Happening {
        stored = Map.copyOf(stored);
    }

    /** The same event belonging to a call. */
    Happening of(String call) {
        if (!(body instanceof ObjectNode map)) {
            return this;
        }
        return new Happening(trigger, link, map.deepCopy().put("callId", call), once, stored);
    }

    /** What it is told apart by from other events of the same hook that are the same. */
    public String word() {
        return trigger.or(() -> link.map(Linking::name)).orElse("");
    }
}
