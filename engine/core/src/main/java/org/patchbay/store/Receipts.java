package org.patchbay.store;

import java.time.Instant;
import java.util.Optional;

/** What callers have sent under a key, so that what is sent twice is done once, whichever node it is sent to. */
public interface Receipts {
    /** Notes that a request is being worked on, unless its key is known already. Atomic; durable when this returns. */
    Verdict begin(Request request, Instant now);

    /** Gives what one process has begun to another; false when it is not that one's any more, or answered. Atomic, and durable. */
    boolean takeOver(Key key, String from, String to);

    /** What was answered under a key; empty when there is none, it is over, or it is not answered yet. */
    Optional<String> answered(Key key, Instant now);

    /** Keeps what the caller was answered; nothing happens when it is not that process's to answer. */
    void answer(Key key, String owner, String answer);

    /** Forgets a request that came to nothing, so that it can be sent again; nothing happens when it is another process's. */
    void release(Key key, String owner);

    /** Forgets a key, whatever came of it and whosever it is. */
    void forget(Key key);

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
     * @param owner the process that does it
     * @param expiresAt the key may be used for something else from then on
     */
    record Request(Key key, String fingerprint, String execution, String owner, Instant expiresAt) {}

    /** What a key means. */
    sealed interface Verdict {}

    /**
     * It is to be done.
     *
     * @param execution id to do it under; see {@link Custody#begin} for an earlier one
     */
    record First(String execution) implements Verdict {}

    /** It is being done under that id, by that process if it is still alive. */
    record Running(String execution, String owner) implements Verdict {}

    /** It was done, and answered so. */
    record Answered(String answer) implements Verdict {}

    /** The key was used for something else. */
    record Mismatch() implements Verdict {}
}
