package org.patchbay.server.outbound;

import org.patchbay.exchange.Reply;
import org.patchbay.spi.TransportFailure.Kind;

/** How one attempt to send a request ended. */
sealed interface End extends Progress {
    /** With a complete reply. */
    record Answered(Reply reply) implements End {}

    /** Without one; the reason completes the sentence that names the partner. */
    record Failed(Kind kind, String reason, Again again) implements End {
        static Failed of(Kind kind, String reason) {
            return new Failed(kind, reason, Again.NEVER);
        }
    }

    /** Whether another attempt may be made at once. */
    enum Again {
        NEVER,
        /** The partner had given up the connection: only what is idempotent may be sent once more. */
        IF_IDEMPOTENT,
        /** The connection was too old to be used: nothing was sent. */
        ALWAYS
    }
}
