package org.patchbay.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a signed request that the partner refused had signed.
 *
 * @param pieces each computed value and the text it was made of
 * @param clockSkew how far the partner's clock is ahead of ours, by the {@code Date} of its reply; negative when it is behind
 */
public record SignatureTrace(List<Piece> pieces, Optional<Duration> clockSkew) {
    public SignatureTrace {
        pieces = List.copyOf(pieces);
    }

    /** A value by its name and the text it was made of, with secrets by name: {@code acme · ‹integrator.salt›}. */
    public record Piece(String value, String signed) {}
}
