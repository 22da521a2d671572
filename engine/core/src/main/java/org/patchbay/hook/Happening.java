package org.patchbay.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.HookEvent.Linking;
import org.patchbay.mapping.FieldChange;

/**
 * An event that a hook has heard.
 *
 * @param body what the run will read as {@code body}
 * @param once it runs once for each such value; empty: every time
 * @param stored what becomes of fields
 * @param fields what an integrator that is connected has: fields, callcenterId, team, user
 */
public record Happening(
        Optional<String> trigger,
        Optional<Linking> link,
        JsonNode body,
        Optional<String> once,
        Map<String, FieldChange> stored,
        Map<String, JsonNode> fields) {
    public Happening {
        stored = Map.copyOf(stored);
        fields = Map.copyOf(fields);
    }

    /** The same event belonging to a call. */
    Happening of(String call) {
        if (!(body instanceof ObjectNode map)) {
            return this;
        }
        return new Happening(trigger, link, map.deepCopy().put("callId", call), once, stored, fields);
    }

    /** True when it makes an integrator, or reactivates one. */
    public boolean connects() {
        return link.equals(Optional.of(Linking.CONNECT));
    }

    /** What it is told apart by from other events of the same hook that are the same. */
    public String word() {
        return trigger.or(() -> link.map(Linking::name)).orElse("");
    }
}
