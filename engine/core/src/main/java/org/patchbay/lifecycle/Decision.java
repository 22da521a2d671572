package org.patchbay.lifecycle;

import java.time.Instant;

/** What an event of a call means for the steps that listen to it. */
public sealed interface Decision {
    /** They run. */
    record Run() implements Decision {}

    /** It came before; what that execution answered is the answer. */
    record Repeated(String execution) implements Decision {}

    /**
     * It came before, and that execution has not taken it wholly: it is at it, or its process is gone and the event begins again under it.
     *
     * @param since when it came
     */
    record Unfinished(String execution, Instant since) implements Decision {}

    /** It belongs after another event that is not over. */
    record Early(String before) implements Decision {}

    /** The call has gone on to another event; the template says what still runs. */
    record Late(String after) implements Decision {}

    /** It ends a leg, not the call; nothing runs. */
    record Absorbed(String reason) implements Decision {}
}
