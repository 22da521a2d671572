package org.patchbay.sign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What verifying a request found. */
public sealed interface Verdict {
    /**
     * It comes from who holds the secret, now and for the first time.
     *
     * @param values what {@code verify.…} reads
     */
    record Genuine(ObjectNode values) implements Verdict {}

    /**
     * It does not.
     *
     * @param reason for the log only, never with a secret in it
     * @param signed what should have been signed, piece by piece, secrets by name only
     */
    record Refused(String reason, List<Signing.Piece> signed) implements Verdict {
        public Refused {
            signed = List.copyOf(signed);
        }
    }
}
