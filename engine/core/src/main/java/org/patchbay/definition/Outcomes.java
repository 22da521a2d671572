package org.patchbay.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What replies mean: rules in order, the first that matches wins. Written as a list, or as a map of status to outcome. */
public record Outcomes(List<Rule> rules) {
    /** No rules: success and failure follow from successWhen and the status. */
    public static final Outcomes NONE = new Outcomes(List.of());

    public Outcomes {
        rules = List.copyOf(rules);
    }

    /** One meaning. */
    public record Rule(
            At at,

            @Doc("condition over status, header.… and body.…")
            Condition when,

            @Doc("what the reply means") OutcomeKind is,
            @Doc("text for the agent") Optional<Label> message,
            @Doc("for retry: wait so long") @Key("wait") Optional<Duration> delay,
            @Doc("as in endpoints") Map<String, StoreEntry> store) {}
}
