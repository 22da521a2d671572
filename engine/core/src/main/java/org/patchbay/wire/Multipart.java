package org.patchbay.wire;

import java.util.regex.Pattern;
import org.patchbay.exchange.Body;

/** Writes form fields as multipart/form-data (RFC 7578), texts as UTF-8. */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=?-]{1,70}");

    private Multipart() {}

    static byte[] bytes(Body.Multipart body) {
        if (!BOUNDARY.matcher(body.boundary()).matches()) {
            throw new IllegalArgumentException("'" + body.boundary() + "' is no boundary (RFC 2046 §5.1.1)");
        }
        var delimiter = "--" + body.boundary();
        var out = new StringBuilder();
        for (var field : body.fields()) {
            if (field.value().contains(delimiter)) {
                throw Characters.refusal("a form field holds the boundary between the fields");
            }
            out.append(delimiter).append("\r\nContent-Disposition: form-data; name=\"");
            name(field.name(), out);
            out.append("\"\r\n\r\n").append(field.value()).append("\r\n");
        }
        return Characters.utf8(out.append(delimiter).append("--\r\n").toString());
    }

    /** A field name as browsers write it (WHATWG HTML, multipart form data). */
    private static void name(String name, StringBuilder out) {
        for (var i = 0; i < name.length(); i++) {
            switch (name.charAt(i)) {
                case '"' -> out.append("%22");
                case '\r' -> out.append("%0D");
                case '\n' -> out.append("%0A");
                default -> out.append(name.charAt(i));
            }
        }
    }
}
