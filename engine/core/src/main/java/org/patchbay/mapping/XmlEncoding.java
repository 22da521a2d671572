package org.patchbay.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes of an XML document as text. The charset of the Content-Type wins (RFC 7303 §3), then a byte order mark, then the declaration in
 * the document (XML 1.0, appendix F), else it is UTF-8. The JDK's parser could do the same, but prints what it cannot decode.
 */
final class XmlEncoding {
    /** A declaration stands within so many bytes. */
    private static final int DECLARATION = 200;

    private XmlEncoding() {}

    /** @throws Misfit when the bytes are not of their charset */
    static String decode(byte[] bytes, Optional<Charset> declared) {
        var charset = declared.or(() -> byMark(bytes)).or(() -> byDeclaration(bytes));
        try {
            var text = charset.orElse(StandardCharsets.UTF_8)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Characters.withoutMark(text);
        } catch (CharacterCodingException e) {
            throw new Misfit("XML that is not written in its charset");
        }
    }

    private static Optional<Charset> byMark(byte[] bytes) {
        if (bytes.length < 2) {
            return Optional.empty();
        }
        return switch ((bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF) {
            case 0xFEFF, 0x003C -> Optional.of(StandardCharsets.UTF_16BE);
            case 0xFFFE, 0x3C00 -> Optional.of(StandardCharsets.UTF_16LE);
            case 0xEFBB -> Optional.of(StandardCharsets.UTF_8);
            default -> Optional.empty();
        };
    }

    private static Optional<Charset> byDeclaration(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        var end = head.startsWith("<?xml") ? head.indexOf("?>") : -1;
        var at = end < 0 ? -1 : head.substring(0, end).indexOf("encoding");
        if (at < 0) {
            return Optional.empty();
        }
        var quoted =
                head.substring(at + "encoding".length(), end).replace('"', '\'').split("'", 3);
        return quoted.length == 3 ? Optional.of(named(quoted[1])) : Optional.empty();
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new Misfit("XML in an unknown charset");
        }
    }
}
