package org.patchbay.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The events of a pretended call, and what must come of them. */
public record Script(
        At at,
        @Doc("name of the script") Name name,

        @Doc("what the phone system tells, in its own order")
        List<Act> events,

        @Doc("what must be there in the end") Optional<Expect> expect) {
    /** One event of a pretended call. */
    public record Act(
            At place,

            @Doc(value = "when it is sent, after the begin of the call", example = "300ms")
            Duration at,

            @Doc("the event") Name trigger,

            @Doc("leg of the call; another name than a is a call of its own with parentCallId") @Default("a")
            String leg,

            @Doc(value = "what the event says besides the call", example = "{ duration: 61 }")
            Optional<Tree> body,

            @Doc("how often it is delivered") @Default("1") @Range(min = 1, max = 10)
            int times) {}

    /** What must be there when a pretended call is over. */
    public record Expect(
            @Doc("records of the call") @Default("1") @Range(min = 0, max = 100)
            int logs,

            @Doc("what the last write to the record says, in seconds")
            Optional<Duration> duration) {}
}
