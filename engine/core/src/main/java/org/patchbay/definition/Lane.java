package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** Which work runs one after the other, and what a failing one does to those behind it; a bare text is the key. */
@Shorthand("key")
public record Lane(
        At at,

        @Doc(
                value =
                        "work of one integrator with the same key runs in order; none: in no order; the callId when absent",
                example = "\"{{body.ticketId}}\"")
        Optional<TextTemplate> key,

        @Doc("what a failing one does to those behind it") @Default("block")
        OnFailure onFailure,

        @Doc("longest time that one holds up those behind it") @Default("24h")
        Duration hold) {
    /** Behind each other by call, where nothing else is said. */
    public static final Lane USUAL = new Lane(At.NOWHERE, Optional.empty(), OnFailure.BLOCK, Duration.ofHours(24));

    /** What a failing one does to those behind it. */
    public enum OnFailure {
        @Doc("they wait until it succeeded or is given up")
        BLOCK,
        @Doc("they go on, it is tried again beside them")
        SKIP,
        @Doc("of several that wait for the same endpoint only the last is sent")
        COALESCE
    }

    /** True when this work is in no order. */
    public boolean isNone() {
        return key.map(text -> text.text().equals("none")).orElse(false);
    }
}
