package org.patchbay.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.patchbay.exchange.Pair;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Reads what was written the way a strict receiver does; written from the standards, without a line of the code it checks. */
public final class Strict {
    private Strict() {}

    /** UTF-8 that is not well formed is an error. */
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }

    /** Segments of the path of a target, decoded (RFC 3986 §3.3). */
    public static List<String> segments(String target) {
        var path = target.split("\\?", 2)[0];
        require(path.startsWith("/") && !path.startsWith("//"), "path begins with one slash");
        var segments = new ArrayList<String>();
        for (var segment : path.substring(1).split("/", -1)) {
            require(segment.matches("(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})*+"), "legal segment " + segment);
            var decoded = percent(segment);
            require(!decoded.equals(".") && !decoded.equals(".."), "no dot segment");
            segments.add(decoded);
        }
        return segments;
    }

    /** Pairs of the query of a target, percent-decoded only (RFC 3986 §3.4). */
    public static List<Pair> query(String target) {
        var parts = target.split("\\?", -1);
        require(parts.length <= 2, "one question mark");
        if (parts.length < 2) {
            return List.of();
        }
        require(parts[1].matches("(?:[A-Za-z0-9._~=&-]|%[0-9A-F]{2})++"), "legal query " + parts[1]);
        return pairs(parts[1], false);
    }

    /** Pairs of an application/x-www-form-urlencoded body (WHATWG URL §5.1). */
    public static List<Pair> form(byte[] body) {
        var text = new String(body, StandardCharsets.US_ASCII);
        require(text.matches("(?:[A-Za-z0-9*._+=&-]|%[0-9A-F]{2})*+"), "legal form " + text);
        return text.isEmpty() ? List.of() : pairs(text, true);
    }

    private static List<Pair> pairs(String text, boolean plusIsSpace) {
        var pairs = new ArrayList<Pair>();
        for (var pair : text.split("&", -1)) {
            var sides = (plusIsSpace ? pair.replace('+', ' ') : pair).split("=", -1);
            require(sides.length == 2, "one equals sign in " + pair);
            pairs.add(new Pair(percent(sides[0]), percent(sides[1])));
        }
        return pairs;
    }

    private static String percent(String text) {
        var out = new ByteArrayOutputStream();
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                require(text.charAt(i) < 0x80, "ASCII");
                out.write(text.charAt(i));
            }
        }
        return utf8(out.toByteArray());
    }

    /** Values of the headers of that name after they went through the lines of an HTTP/1.1 message (RFC 9112 §5). */
    public static List<String> headers(List<Pair> headers, String name) {
        var message = new ByteArrayOutputStream();
        for (var header : headers) {
            message.writeBytes((header.name() + ": " + header.value() + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        var found = new ArrayList<String>();
        var lines = new String(message.toByteArray(), StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", -1);
        require(lines.length == headers.size() + 1, "one line for each header");
        for (var line : lines) {
            var colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                found.add(line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", ""));
            }
        }
        return found;
    }

    /** Pairs of a Cookie header (RFC 6265 §4.2.1). */
    public static List<Pair> cookies(String header) {
        var pairs = new ArrayList<Pair>();
        for (var pair : header.split(";", -1)) {
            var sides = pair.split("=", 2);
            require(sides.length == 2, "a name and a value");
            pairs.add(new Pair(sides[0].strip(), sides[1].replaceAll("^[ \t]+|[ \t]+$", "")));
        }
        return pairs;
    }

    /** Names and values of a multipart/form-data body (RFC 7578, RFC 2046 §5.1.1). */
    public static List<Pair> multipart(byte[] body, String boundary) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        require(text.startsWith("--" + boundary + "\r\n"), "begins with the boundary");
        var parts = ("\r\n" + text).split("\r\n--" + boundary, -1);
        require(parts[parts.length - 1].equals("--\r\n"), "ends with the closing boundary");
        var pairs = new ArrayList<Pair>();
        for (var part : List.of(parts).subList(1, parts.length - 1)) {
            var head = part.indexOf("\r\n\r\n");
            var line = part.substring(2, head);
            var start = "Content-Disposition: form-data; name=\"";
            require(line.startsWith(start) && line.endsWith("\"") && line.indexOf('\r') < 0, "one header: " + line);
            pairs.add(new Pair(
                    latin(line.substring(start.length(), line.length() - 1)), latin(part.substring(head + 4))));
        }
        return pairs;
    }

    private static String latin(String bytes) {
        return utf8(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The document, read by the JDK's parser, which takes nothing that is not well formed. */
    public static Document xml(byte[] body) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(body));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(utf8(body), e);
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(rule);
        }
    }
}
