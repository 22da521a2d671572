package org.patchbay.server.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that a browser sends of a form (URL Standard, application/x-www-form-urlencoded). */
record FormFields(Map<String, List<String>> fields) {
    static FormFields read(byte[] body) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return new FormFields(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The first value; empty text when there is none. */
    String text(String name) {
        return all(name).stream().findFirst().orElse("");
    }
}
