package org.patchbay.definition;

import java.util.Optional;

/** Whether none, one or many were found. */
@Shorthand("of")
public record Match(
        At at,
        @Doc("name of a list result") Name of,

        @Doc("what happens when there are many") @Default("ask")
        Many many,

        @Doc("field of the elements that newest and oldest compare")
        Optional<PathText> by) {
    /** What happens when many were found. */
    public enum Many {
        @Doc("the agent chooses, dependent steps follow")
        ASK,
        @Doc("the first one")
        FIRST,
        @Doc("the one with the greatest value of by")
        NEWEST,
        @Doc("the one with the smallest value of by")
        OLDEST,
        @Doc("as if nobody was found")
        NONE,
        @Doc("all of them, matched is the first")
        ALL
    }
}
