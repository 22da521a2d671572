package org.patchbay.mapping;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/**
 * A Content-Type (RFC 9110 §8.3) as far as it decides how a body is read.
 *
 * @param name type and subtype in lower case; empty when there is none
 * @param charset the charset parameter, where this machine knows it
 */
record MediaType(String name, Optional<Charset> charset) {
    private static final MediaType NONE = new MediaType("", Optional.empty());

    static MediaType of(Optional<String> contentType) {
        return contentType.map(MediaType::parse).orElse(NONE);
    }

    private static MediaType parse(String text) {
        var end = text.indexOf(';');
        var name = end < 0 ? text : text.substring(0, end);
        return new MediaType(name.strip().toLowerCase(Locale.ROOT), end < 0 ? Optional.empty() : charset(text, end));
    }

    private static Optional<Charset> charset(String text, int from) {
        var at = text.toLowerCase(Locale.ROOT).indexOf("charset=", from);
        if (at < 0) {
            return Optional.empty();
        }
        var start = at + "charset=".length();
        var end = text.indexOf(';', start);
        return known(text.substring(start, end < 0 ? text.length() : end)
                .replace('"', ' ')
                .strip());
    }

    private static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isJson() {
        return name.equals("application/json")
                || name.endsWith("+json")
                || name.equals("text/json")
                || name.equals("application/x-json");
    }

    boolean isXml() {
        return name.equals("application/xml") || name.equals("text/xml") || name.endsWith("+xml");
    }

    boolean isForm() {
        return name.equals("application/x-www-form-urlencoded");
    }

    boolean isCsv() {
        return name.equals("text/csv") || name.equals("application/csv");
    }
}
