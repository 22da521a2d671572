package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.patchbay.exchange.Weight;

/** A form (WHATWG URL, application/x-www-form-urlencoded) as a map; a repeated name is a list. Anything can be read as one. */
final class FormText {
    private FormText() {}

    static JsonNode read(byte[] bytes, Optional<Charset> charset) {
        var map = JsonNodeFactory.instance.objectNode();
        var scales = new Scales(bytes.length);
        var start = 0;
        for (var i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '&') {
                scales.add(start == i ? 0 : (long) Weight.KEY + 2L * Weight.TEXT + i - start);
                pair(bytes, start, i, charset, map);
                start = i + 1;
            }
        }
        return map;
    }

    private static void pair(byte[] bytes, int start, int end, Optional<Charset> charset, ObjectNode map) {
        if (start == end) {
            return;
        }
        var equals = start;
        while (equals < end && bytes[equals] != '=') {
            equals++;
        }
        var name = decode(bytes, start, equals, charset);
        Repeated.add(map, name, TextNode.valueOf(decode(bytes, Math.min(equals + 1, end), end, charset)));
    }

    private static String decode(byte[] bytes, int start, int end, Optional<Charset> charset) {
        var out = new ByteArrayOutputStream(end - start);
        for (var i = start; i < end; i++) {
            if (bytes[i] == '%' && i + 2 < end && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
                out.write(hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                i += 2;
            } else {
                out.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return out.toString(charset.orElse(StandardCharsets.UTF_8));
    }

    private static int hex(byte digit) {
        return Character.digit((char) (digit & 0xFF), 16);
    }
}
