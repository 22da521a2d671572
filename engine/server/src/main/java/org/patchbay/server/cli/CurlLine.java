package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A request as a command for the shell. */
final class CurlLine {
    private CurlLine() {}

    static String of(JsonNode request) {
        var words = new ArrayList<String>();
        words.add("curl -X " + request.path("method").asText() + " "
                + quoted(request.path("url").asText()));
        headers(request.path("headers"), words);
        var body = request.path("body").asText("");
        if (!body.isEmpty()) {
            words.add("--data-binary " + quoted(body));
        }
        return String.join(" \\\n  ", words);
    }

    /** Headers come as a map or as a list of name and value. */
    private static void headers(JsonNode headers, List<String> words) {
        if (headers.isObject()) {
            headers.properties()
                    .forEach(entry ->
                            words.add(header(entry.getKey(), entry.getValue().asText())));
        } else {
            headers.forEach(header -> words.add(
                    header(header.path("name").asText(), header.path("value").asText())));
        }
    }

    private static String header(String name, String value) {
        return "-H " + quoted(name + ": " + value);
    }

    /** In single quotes, in which nothing means anything. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
