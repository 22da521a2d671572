package org.patchbay.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.patchbay.lifecycle.CallState.End;

/** The state of an interaction as the store keeps it. */
final class StateJson {
    private StateJson() {}

    static JsonNode write(CallState state) {
        var json = JsonNodeFactory.instance.objectNode();
        var seen = json.putObject("seen");
        state.seen()
                .forEach((event, how) -> seen.putArray(event)
                        .add(how.execution())
                        .add(how.until().toEpochMilli())
                        .add(how.taken())
                        .add(how.owner()));
        var early = json.putArray("early");
        state.early().forEach(early::add);
        var over = json.putArray("over");
        state.over().forEach(over::add);
        var legs = json.putObject("legs");
        state.legs()
                .forEach((id, leg) -> legs.putArray(id)
                        .add(leg.stage().name())
                        .add(leg.talked())
                        .add(leg.transferred())
                        .add(leg.handedOver()));
        return json.put("end", state.end().name());
    }

    static CallState read(JsonNode json) {
        var seen = new LinkedHashMap<String, CallState.Seen>();
        json.path("seen")
                .properties()
                .forEach(entry -> seen.put(
                        entry.getKey(),
                        new CallState.Seen(
                                entry.getValue().path(0).asText(),
                                Instant.ofEpochMilli(entry.getValue().path(1).asLong()),
                                entry.getValue().path(3).asText(),
                                entry.getValue().path(2).asBoolean(true))));
        var legs = new LinkedHashMap<String, Leg>();
        json.path("legs").properties().forEach(entry -> legs.put(entry.getKey(), leg(entry.getValue())));
        return new CallState(seen, texts(json.path("early")), texts(json.path("over")), legs, end(json));
    }

    private static End end(JsonNode json) {
        if (json.has("end")) {
            return End.valueOf(json.path("end").asText());
        }
        // As an older version wrote it.
        return json.path("answeredEnd").asBoolean() ? End.TALK : End.NONE;
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new LinkedHashSet<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Leg leg(JsonNode json) {
        return new Leg(
                Stage.valueOf(json.path(0).asText()),
                json.path(1).asBoolean(),
                json.path(2).asBoolean(),
                json.path(3).asBoolean());
    }
}
