package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Shows what a server keeps: for people as a table, for programs as JSON.
 *
 * @param json whether it is for programs
 */
record Listing(Terminal terminal, boolean json) {
    /** A list: a row for each item, or a line of JSON. */
    int list(JsonNode answer, Function<JsonNode, List<String>> row) {
        var rows = new ArrayList<List<String>>();
        for (var item : answer.path("items")) {
            if (json) {
                terminal.out().println(Json.line(item));
            } else {
                rows.add(row.apply(item));
            }
        }
        terminal.out().print(Columns.table(rows));
        return Exit.FINE.code();
    }

    /** One thing: a row for each of those keys that it has, followed by others. */
    int show(JsonNode found, List<String> keys, Function<JsonNode, List<List<String>>> more) {
        if (json) {
            terminal.out().println(Json.line(found));
            return Exit.FINE.code();
        }
        var rows = new ArrayList<List<String>>();
        keys.stream().filter(found::has).forEach(key -> rows.add(List.of(key, text(found, key))));
        rows.addAll(more.apply(found));
        terminal.out().print(Columns.table(rows));
        return Exit.FINE.code();
    }

    /** The text of a member; empty when there is none. */
    static String text(JsonNode json, String key) {
        return json.path(key).asText("");
    }
}
