package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Findings as a server tells them, for reading. */
final class FindingsPage {
    private FindingsPage() {}

    static String page(JsonNode findings) {
        var page = new StringBuilder();
        findings.forEach(finding -> page.append(finding(finding)));
        return page.toString();
    }

    private static String finding(JsonNode finding) {
        var help = text(finding, "help");
        return text(finding, "severity") + "[" + text(finding, "code") + "]: "
                + text(finding, finding.has("message") ? "message" : "text") + "\n  --> "
                + text(finding, "file") + ":" + text(finding, "line") + ":" + text(finding, "column") + "\n"
                + (help.isEmpty() ? "" : "   = help: " + help.replace("\n", "\n   = ") + "\n");
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
