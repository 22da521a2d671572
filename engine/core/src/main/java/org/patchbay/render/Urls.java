package org.patchbay.render;

import java.util.HexFormat;
import org.patchbay.wire.UrlCoding;

/** Addresses as people write them. */
final class Urls {
    private static final String SIGNS = "-._~!$&'()*+,;=:@/";

    private Urls() {}

    /** A written path with everything percent-encoded that has to be; what already is stays as it is. */
    static String literal(String path) {
        StringBuilder out = new StringBuilder(path.length());
        for (var i = 0; i < path.length(); ) {
            var point = path.codePointAt(i);
            var size = Character.charCount(point);
            if (isLegal(point) || point == '%' && isEncoded(path, i)) {
                out.appendCodePoint(point);
            } else {
                UrlCoding.PERCENT.encode(path.substring(i, i + size), out);
            }
            i += size;
        }
        return out.toString();
    }

    private static boolean isLegal(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || SIGNS.indexOf(c) >= 0;
    }

    private static boolean isEncoded(String path, int i) {
        return i + 2 < path.length()
                && HexFormat.isHexDigit(path.charAt(i + 1))
                && HexFormat.isHexDigit(path.charAt(i + 2));
    }
}
