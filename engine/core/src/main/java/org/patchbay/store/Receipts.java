package org.patchbay.store;

import java.time.Instant;
import java.util.Optional;

/** What callers have sent under a key, so that what is sent twice is done once, whichever node it is sent to. */
public interface Receipts {
    /** Notes that a request is being worked on, unless its key is known already. Atomic; durable when this returns. */
    Verdict begin(Request request, Instant now);

    /** What was answered under a key; empty when there is none, it is over, or it is not answered yet. */
    Optional<String> answered(Key key, Instant now);

    /** Keeps what the caller was answered; nothing happens when the key is not known. */
    void answer(Key key, String answer);

    /** Forgets a request that came to nothing, so that it can be sent again. */
    void release(Key key);

    /** Lets go of what is over by then. */
    void forgetBefore(Instant now);

    /**
     * Whose key, and the key.
     *
     * @param scope call centre, and what was asked for
     */
    record Key(String scope, String name) {}

    /**
     * A request that came with a key.
     *
     * @param fingerprint hash of what was sent
     * @param execution id of the execution that it will be
     * @param runningUntil by then it is answered, or the process that worked on it is gone
     * @param expiresAt the key may be used for something else from then on
     */
    record Request(Key key, String fingerprint, String execution, Instant runningUntil, Instant expiresAt) {}

    /** What a key means. */
    sealed interface Verdict {}

    /**
     * It is to be done.
     *
     * @param execution id to do it under: the earlier one when a process was lost that had begun it
     */
    record First(String execution) implements Verdict {}

    /** It is being done. */
    record Running() implements Verdict {}

    /** It was done, and answered so. */
    record Answered(String answer) implements Verdict {}

    /** The key was used for something else. */
    record Mismatch() implements Verdict {}
}
