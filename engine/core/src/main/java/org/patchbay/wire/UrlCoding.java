package org.patchbay.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.patchbay.exchange.Pair;

/** Ways to percent-encode a text as UTF-8; they differ in what they keep and in how they write a space. */
public enum UrlCoding {
    /** application/x-www-form-urlencoded of the WHATWG URL standard. */
    FORM("*-._", "+", "0123456789ABCDEF"),
    /** Percent-encoding that keeps the unreserved characters (RFC 3986 §2.3). */
    PERCENT("-._~", "%20", "0123456789ABCDEF"),
    /** {@code urlencode} of PHP. */
    PHP("-._", "+", "0123456789ABCDEF"),
    /** {@code HttpUtility.UrlEncode} of .NET, as ECPay's table has it. */
    DOTNET("-_.!*()", "+", "0123456789abcdef");

    private static final int ASCII = 128;

    private final long low;
    private final long high;
    private final String space;
    private final String digits;

    UrlCoding(String punctuation, String space, String digits) {
        this.low = mask(punctuation, 0);
        this.high = mask(punctuation, 64);
        this.space = space;
        this.digits = digits;
    }

    /** One bit for each character that is kept, of 64 from there. */
    private static long mask(String punctuation, int from) {
        var mask = 0L;
        for (var c = from; c < from + 64; c++) {
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || punctuation.indexOf(c) >= 0) {
                mask |= 1L << c;
            }
        }
        return mask;
    }

    /** The encoded text. */
    public String encode(String value) {
        var out = new StringBuilder(value.length() + 16);
        encode(value, out);
        return out.toString();
    }

    /**
     * Appends the encoded text.
     *
     * @throws org.patchbay.exchange.Refusal when the text holds half of a surrogate pair
     */
    public void encode(String value, StringBuilder out) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < ASCII) {
                ascii(c, out);
            } else {
                var point = Characters.at(value, i);
                i += Character.charCount(point) - 1;
                beyond(point, out);
            }
        }
    }

    private void ascii(char c, StringBuilder out) {
        if (((c < 64 ? low : high) >> c & 1) != 0) {
            out.append(c);
        } else if (c == ' ') {
            out.append(space);
        } else {
            octet(c, out);
        }
    }

    private void beyond(int point, StringBuilder out) {
        if (point < 0x800) {
            octet(0xC0 | point >> 6, out);
        } else {
            if (point < 0x10000) {
                octet(0xE0 | point >> 12, out);
            } else {
                octet(0xF0 | point >> 18, out);
                octet(0x80 | point >> 12 & 0x3F, out);
            }
            octet(0x80 | point >> 6 & 0x3F, out);
        }
        octet(0x80 | point & 0x3F, out);
    }

    private void octet(int octet, StringBuilder out) {
        out.append('%').append(digits.charAt(octet >> 4)).append(digits.charAt(octet & 15));
    }

    /**
     * The text behind a percent-encoded one; {@code +} is a space.
     *
     * @throws IllegalArgumentException when a {@code %} is not followed by two hex digits, or the bytes are not UTF-8
     */
    public static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded.replace('+', ' ');
        }
        var source = encoded.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(source.length);
        for (var i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                bytes.put(source[i] == '+' ? (byte) ' ' : source[i]);
            } else if (i + 2 < source.length && isHex(source[i + 1]) && isHex(source[i + 2])) {
                bytes.put((byte) (HexFormat.fromHexDigit(source[i + 1]) << 4 | HexFormat.fromHexDigit(source[i + 2])));
                i += 2;
            } else {
                throw new IllegalArgumentException("a % is not followed by two hex digits");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the percent-encoded bytes are not UTF-8", e);
        }
    }

    /**
     * The pairs of a query or of application/x-www-form-urlencoded, in order (WHATWG URL §5.1); {@code &&} is no pair.
     *
     * @throws IllegalArgumentException when a pair cannot be decoded
     */
    public static List<Pair> pairs(String encoded) {
        var pairs = new ArrayList<Pair>();
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                var sides = pair.split("=", 2);
                pairs.add(new Pair(decode(sides[0]), sides.length < 2 ? "" : decode(sides[1])));
            }
        }
        return pairs;
    }

    static boolean isHex(int c) {
        return HexFormat.isHexDigit(c);
    }
}
