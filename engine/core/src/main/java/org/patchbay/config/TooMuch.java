package org.patchbay.config;

import org.patchbay.definition.At;

/** Ends the reading of a part that is larger than a document may be. */
final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient At at;

    TooMuch(At at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    At at() {
        return at;
    }
}
