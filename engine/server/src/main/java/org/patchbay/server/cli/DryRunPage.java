package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Requests that would be sent, with the origin of each value, for reading. */
final class DryRunPage {
    private static final String CLOSING = "Nothing was sent. Leave out --dry-run to send it.\n";

    private DryRunPage() {}

    static String page(List<JsonNode> shown) {
        var several =
                shown.stream().map(one -> text(one, "integrator")).distinct().count() > 1;
        return shown.stream().map(one -> endpoint(one, several)).collect(Collectors.joining()) + CLOSING;
    }

    private static String endpoint(JsonNode shown, boolean several) {
        var name = (several ? text(shown, "integrator") + " " : "") + text(shown, "endpoint");
        if (!shown.path("request").isObject()) {
            return name + "   " + why(shown) + "\n";
        }
        var first = List.of(name, text(shown, "type"), text(shown, "method"), text(shown, "waitsFor"));
        var page = new StringBuilder(String.join("   ", first).stripTrailing() + "\n");
        parameters(page, shown);
        elements(shown.path("signed"))
                .forEach(piece ->
                        page.append("  signed  ").append(text(piece, "signed")).append('\n'));
        return page.append(request(shown.path("request"))).toString();
    }

    private static String why(JsonNode shown) {
        var problem = shown.path("problem");
        return problem.isObject()
                ? "refused: " + text(problem, problem.has("detail") ? "detail" : "message")
                : text(shown, "waitsFor");
    }

    private static void parameters(StringBuilder page, JsonNode shown) {
        var rows = elements(shown.path("parameters")).stream()
                .map(parameter -> row(parameter, elements(shown.path("tokens"))))
                .toList();
        var widths = Columns.of(rows);
        rows.forEach(row -> page.append("  ").append(widths.align(row)).append('\n'));
    }

    private static List<String> row(JsonNode parameter, List<JsonNode> tokens) {
        var place = text(parameter, "place");
        return List.of(
                text(parameter, "name"),
                place,
                place.isEmpty() ? "" : text(parameter, "key"),
                "← " + text(parameter, "source"),
                value(parameter),
                tokens.stream()
                        .map(JsonNode::asText)
                        .filter(token -> text(parameter, "source").contains("auth." + token))
                        .map(token -> "(would be fetched by " + token + ")")
                        .collect(Collectors.joining(" ")));
    }

    private static String value(JsonNode parameter) {
        var value = parameter.path("value");
        return value.isMissingNode() ? "(left out)" : value.isValueNode() ? value.asText() : Json.line(value);
    }

    private static String request(JsonNode request) {
        var body = text(request, "body");
        return text(request, "method") + " " + text(request, "url") + "\n" + (body.isEmpty() ? "" : body + "\n");
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
