package org.patchbay.definition;

import java.util.Map;
import java.util.Optional;

/** One kind of event that a hook hears. */
public record HookEvent(
        At at,

        @Doc(value = "path in the body; one run for each element, which is then the body", example = "commits.*")
        Optional<PathText> each,

        @Doc(
                value = "RE2 pattern that separates the parts of a text; one run for each that is not blank",
                example = "\"\\\\n\"")
        Optional<String> split,

        @Doc(value = "else it is not heard", example = "{ request.header.x-event: push }")
        Optional<Condition> when,

        @Doc(value = "runs once per value, for 7 days", example = "body.id")
        Optional<PathText> dedupe,

        @Doc(value = "the call that it belongs to", example = "body.call.id")
        Optional<PathText> callId,

        @Doc(value = "what it fires", example = "pushed") Optional<Name> trigger,

        @Doc(
                value =
                        "values laid into the event, which its run reads as body.<name>; what is no map is then its value",
                example = "{ ticketId: request.path.id }")
        Map<String, PathText> adds,

        @Doc("what it means for the link") Optional<Linking> link,

        @Doc(
                value = "what link: connect fills in: fields, callcenterId, team, user",
                example = "{ networkId: body.networkId }")
        Map<String, PathText> fields,

        @Doc(value = "into fields that are filledBy: store; null clears", example = "{ secret: body.secret }")
        Map<String, StoreEntry> store) {
    /** True when it says nothing. */
    public boolean isEmpty() {
        return each.isEmpty()
                && split.isEmpty()
                && when.isEmpty()
                && dedupe.isEmpty()
                && callId.isEmpty()
                && trigger.isEmpty()
                && adds.isEmpty()
                && link.isEmpty()
                && fields.isEmpty()
                && store.isEmpty();
    }

    /** What an event means for the link that it is about. */
    public enum Linking {
        @Doc("makes an integrator, or reactivates one")
        CONNECT,
        @Doc("disables the integrator")
        DISABLE,
        @Doc("removes the integrator")
        REMOVE
    }
}
