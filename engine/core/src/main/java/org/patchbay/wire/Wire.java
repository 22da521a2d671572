package org.patchbay.wire;

import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Request;

/** Makes the final bytes of a draft; the same draft gives the same bytes. */
public final class Wire {
    private Wire() {}

    /**
     * The request as it is sent.
     *
     * @throws org.patchbay.exchange.Refusal when a name or value cannot be put where it is, or the request is too large
     */
    public static Request request(Draft draft) {
        throw new UnsupportedOperationException();
    }

    /** The exact bytes of a body. */
    public static byte[] bytes(Body body) {
        throw new UnsupportedOperationException();
    }
}
