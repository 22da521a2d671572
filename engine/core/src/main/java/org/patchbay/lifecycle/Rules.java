package org.patchbay.lifecycle;

import java.util.List;
import java.util.Set;
import org.patchbay.definition.Calls;

/**
 * The rules of a template for the events of a call.
 *
 * @param heard triggers that endpoints listen to: nothing waits for an event that runs nothing
 */
public record Rules(Calls calls, Set<String> heard) {
    public Rules {
        heard = Set.copyOf(heard);
    }

    /** Events that have to be over before this one, most likely ones first. */
    List<String> before(Event event, Leg leg) {
        var before = switch (event.trigger()) {
            case "call-ring", "call-connect" -> List.of("call-start");
            case "call-transfer" -> List.of("call-start", "call-connect");
            case "call-end", "call-missed" ->
                event.answered() || leg.talked() ? List.of("call-start", "call-connect") : List.of("call-start");
            default -> List.<String>of();
        };
        return before.stream().filter(heard::contains).toList();
    }

    /** True when something listens to the events of calls. */
    public boolean hearsCalls() {
        return heard.stream().anyMatch(trigger -> Stage.of(trigger).isPresent());
    }

    /** True when it comes after the end, and the end runs something. */
    boolean waitsForEnd(Event event) {
        return Stage.of(event.trigger()).filter(Stage.AFTER::equals).isPresent()
                && (heard.contains("call-end") || heard.contains("call-missed"));
    }
}
