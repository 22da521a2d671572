package org.patchbay.spi;

/** No complete reply came; says how far the request got, because that decides whether it may be repeated. */
public final class TransportFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Fails for this reason; the message is for admins and holds no secret. */
    public TransportFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** How far it got. */
    public Kind kind() {
        return kind;
    }

    /** How far a request got before it failed. */
    public enum Kind {
        /** The address may not be called; nothing was sent. */
        BLOCKED,
        /** No connection; nothing was sent. */
        NOT_SENT,
        /** Too many requests are under way to there already; nothing was sent. */
        CROWDED,
        /** The deadline passed; it may have arrived. */
        TIMEOUT,
        /** The connection broke; it may have arrived. */
        BROKEN,
        /** The reply was larger than allowed; it has arrived. */
        TOO_LARGE
    }
}
