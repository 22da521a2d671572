package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What changed in documents, line by line, for reading. */
final class ChangesPage {
    private ChangesPage() {}

    static String page(JsonNode changes) {
        var page = new StringBuilder();
        for (var change : changes) {
            page.append("# ").append(change.path("path").asText()).append(' ');
            page.append(change.path("change").asText()).append('\n');
            change.path("lines").forEach(line -> page.append(line.asText()).append('\n'));
        }
        return page.toString();
    }
}
