package org.patchbay.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes of a body as text. */
final class Characters {
    private static final char MARK = '\uFEFF';

    private Characters() {}

    /**
     * The text in its declared charset. Without one it is UTF-8, or ISO 8859-1 where it is not valid UTF-8: the charset of HTTP before
     * RFC 7231, in which every text can be read. A byte order mark is left out.
     */
    static String decode(byte[] bytes, Optional<Charset> charset) {
        return withoutMark(charset.map(known -> new String(bytes, known)).orElseGet(() -> utf8(bytes)));
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    /** True when there is nothing but white space, or nothing at all. */
    static boolean isBlank(byte[] bytes) {
        for (var b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** First byte that is neither white space nor part of a byte order mark; 0 when there is none. */
    static byte first(byte[] bytes) {
        var start = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        for (var i = start; i < bytes.length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return bytes[i];
            }
        }
        return 0;
    }
}
