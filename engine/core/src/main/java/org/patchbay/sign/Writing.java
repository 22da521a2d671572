package org.patchbay.sign;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.patchbay.wire.Wire;

/** How bytes are written as text, and read back. */
enum Writing {
    TEXT,
    HEX,
    UPPER_HEX,
    BASE64,
    BASE64URL;

    /** Words for {@code as}. */
    static final Map<String, Writing> OF_RESULTS =
            Map.of("hex", HEX, "HEX", UPPER_HEX, "base64", BASE64, "base64url", BASE64URL);

    /** Words for {@code keyAs}. */
    static final Map<String, Writing> OF_KEYS =
            Map.of("text", TEXT, "hex", HEX, "base64", BASE64, "base64url", BASE64URL);

    /** The text of bytes; base64url without padding (RFC 7515 §2). */
    String write(byte[] bytes) {
        return switch (this) {
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case HEX -> HexFormat.of().formatHex(bytes);
            case UPPER_HEX -> HexFormat.of().withUpperCase().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    /**
     * The bytes behind a text.
     *
     * @throws IllegalArgumentException when it is not written so
     */
    byte[] read(String text) {
        return switch (this) {
            case TEXT -> Wire.utf8(text);
            case HEX, UPPER_HEX -> HexFormat.of().parseHex(text);
            case BASE64 -> Base64.getDecoder().decode(text);
            case BASE64URL -> Base64.getUrlDecoder().decode(text);
        };
    }
}
