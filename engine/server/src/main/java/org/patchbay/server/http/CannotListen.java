package org.patchbay.server.http;

/** A server cannot be started because its address is not to be had. */
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Fails with a sentence for admins. */
    public CannotListen(String host, int port, Throwable cause) {
        super("port " + port + " of " + host + " cannot be listened on; is it taken?", cause);
    }
}
