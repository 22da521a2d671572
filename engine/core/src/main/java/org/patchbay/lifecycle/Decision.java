package org.patchbay.lifecycle;

/** What an event of a call means for the steps that listen to it. */
public sealed interface Decision {
    /** They run. */
    record Run() implements Decision {}

    /** It came before; what that execution answered is the answer. */
    record Repeated(String execution) implements Decision {}

    /**
     * It came before, and that execution has not taken it wholly: it is at it, or its process is gone and the event begins again under it.
     *
     * @param owner the process that has begun it
     */
    record Unfinished(String execution, String owner) implements Decision {}

    /** It belongs after another event that is not over. */
    record Early(String before) implements Decision {}

    /** The call has gone on to another event; the template says what still runs. */
    record Late(String after) implements Decision {}

    /** It ends a leg, not the call; nothing runs. */
    record Absorbed(String reason) implements Decision {}
}
