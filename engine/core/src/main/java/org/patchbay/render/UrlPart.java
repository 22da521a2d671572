package org.patchbay.render;

import org.patchbay.expression.Encoder;
import org.patchbay.wire.Encoders;
import org.patchbay.wire.UrlCoding;

/** A part of a url behind its host. */
enum UrlPart {
    /** Kept percent-encoded. */
    PATH,
    /** Kept as names and values that are not encoded. */
    QUERY;

    Encoder encoder() {
        return switch (this) {
            case PATH -> Encoders::path;
            case QUERY -> Encoder.PLAIN;
        };
    }

    /**
     * What the author wrote, as this part is kept.
     *
     * @throws IllegalArgumentException when it cannot be decoded
     */
    String literal(String written) {
        return switch (this) {
            case PATH -> Urls.literal(written);
            case QUERY -> decoded(written);
        };
    }

    private static String decoded(String written) {
        var decoded = UrlCoding.decode(written);
        if (decoded.contains("{{")) {
            throw new IllegalArgumentException("an encoded {{ cannot stand");
        }
        return decoded;
    }
}
