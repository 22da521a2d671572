package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.patchbay.definition.Problem;

/** Findings as JSON (interfaces, section 3.4). */
final class FindingJson {
    private FindingJson() {}

    static ArrayNode list(List<Problem> findings) {
        var list = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> list.add(of(finding)));
        return list;
    }

    private static ObjectNode of(Problem finding) {
        var at = finding.at();
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", finding.code())
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("file", at.file())
                .put("line", at.line())
                .put("column", at.column())
                .put("endColumn", at.endColumn())
                .put("pointer", at.pointer())
                .put("message", finding.text())
                .put("note", finding.note())
                .put("help", finding.help());
    }

    /** How many of them refuse the configuration, and how many do not. */
    static String count(List<Problem> findings) {
        var errors = findings.stream().filter(Problem::isError).count();
        return number(errors, "error") + ", " + number(findings.size() - errors, "warning");
    }

    private static String number(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
