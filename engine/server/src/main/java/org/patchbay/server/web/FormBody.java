package org.patchbay.server.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a form that a browser sends (application/x-www-form-urlencoded). */
final class FormBody {
    private FormBody() {}

    static Map<String, List<String>> read(Optional<byte[]> body) {
        var fields = new LinkedHashMap<String, List<String>>();
        var text = body.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                        .add(decoded(parts[1]));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
