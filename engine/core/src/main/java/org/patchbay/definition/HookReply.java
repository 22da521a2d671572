package org.patchbay.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a hook answers. */
public record HookReply(
        At at,
        @Inline Response usual,

        @Doc("answers when the work is over, at the latest then; before the work when absent")
        @Range(min = 1, max = 60_000)
        @Key("wait")
        Optional<Duration> deadline,

        @Doc(
                value = "answers by what came of the work, first match",
                example = "[{ when: { run.status: failed }, status: 502 }]")
        List<Case> cases,

        @Doc("answer to a repeated event") Optional<Response> duplicate) {
    /** An answer under a condition. */
    public record Case(
            At at,

            @Doc(value = "always when absent", example = "{ run.status: succeeded }")
            Optional<Condition> when,

            @Inline Response response) {}
}
