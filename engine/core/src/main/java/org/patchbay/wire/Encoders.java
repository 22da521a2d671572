package org.patchbay.wire;

/**
 * Writes a value so that in its place it is data and nothing else. Each method appends the value, or refuses it when its place
 * cannot carry it.
 */
public final class Encoders {
    private Encoders() {}

    /** As it is. */
    public static void plain(String value, StringBuilder out) {
        out.append(value);
    }

    /** One segment of a path; what would be another segment after normalisation is refused (RFC 3986 §5.2.4). */
    public static void path(String value, StringBuilder out) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw Characters.refusal("a path segment cannot be " + (value.isEmpty() ? "empty" : "`" + value + "`"));
        }
        UrlCoding.PERCENT.encode(value, out);
    }

    /** Several segments of a path, joined by {@code /}. */
    public static void segments(String value, StringBuilder out) {
        var start = 0;
        for (var slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', start)) {
            path(value.substring(start, slash), out);
            out.append('/');
            start = slash + 1;
        }
        path(value.substring(start), out);
    }

    /** A name or value of a query. */
    public static void query(String value, StringBuilder out) {
        UrlCoding.PERCENT.encode(value, out);
    }

    /** A name or value of a form body. */
    public static void form(String value, StringBuilder out) {
        UrlCoding.FORM.encode(value, out);
    }

    /** A header value: visible ASCII, inner spaces and tabs (RFC 9110 §5.5). */
    public static void header(String value, StringBuilder out) {
        Fields.checkValue(value, "a header");
        out.append(value);
    }

    /** A cookie value, as user agents send it (RFC 6265 §5.4): a header value without a semicolon. */
    public static void cookie(String value, StringBuilder out) {
        Fields.checkValue(value, "a cookie");
        if (value.indexOf(';') >= 0) {
            throw Characters.refusal("a cookie cannot hold a semicolon");
        }
        out.append(value);
    }

    /** Text of an XML element; a carriage return is written as a reference, parsers would change it (XML 1.0 §2.11). */
    public static void xmlText(String value, StringBuilder out) {
        Xml.escape(value, out, "\r");
    }

    /** Text of an XML attribute, also good in an element; white space is written as references (XML 1.0 §3.3.3). */
    public static void xmlAttribute(String value, StringBuilder out) {
        Xml.escape(value, out, "\r\n\t");
    }

    /** The same in an answer, which has to be given: what XML cannot hold is replaced by U+FFFD. */
    public static void toldXml(String value, StringBuilder out) {
        xmlAttribute(Xml.mended(value), out);
    }
}
