package org.patchbay.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.patchbay.exchange.Scalars;
import org.patchbay.server.http.Html;

/** Draws the form of a button, and reads what was filled in. */
final class FrameForm {
    private FrameForm() {}

    /** The controls for the inputs of a button. */
    static void draw(JsonNode inputs, Locale language, Html out) {
        inputs.forEach(input -> {
            var name = input.path("name").asText();
            out.tag("label").tag("span").text(input.path("label").asText(name));
            if (input.path("required").asBoolean()) {
                out.around("abbr", "*", "title", "required");
            }
            out.end("span");
            control(input, name, language, out);
            out.end("label");
            if (input.has("help")) {
                out.around("small", input.path("help").asText());
            }
        });
    }

    private static void control(JsonNode input, String name, Locale language, Html out) {
        var initial = Scalars.text(input.path("default"));
        switch (input.path("input").asText()) {
            case "multiline", "table", "json" ->
                out.tag("textarea", with(input, "name", name, "rows", "4"))
                        .text(initial)
                        .end("textarea");
            case "select" -> options(input, initial, out.tag("select", with(input, "name", name)));
            case "multiselect" -> options(input, initial, out.tag("select", with(input, "name", name, "multiple", "")));
            case "checkbox" -> {
                out.tag("select", "name", name);
                option("true", FrameWords.YES.in(language), initial, out);
                option("false", FrameWords.NO.in(language), initial.isEmpty() ? "false" : initial, out);
                out.end("select");
            }
            default -> out.tag("input", with(input, "name", name, "type", type(input), "value", initial));
        }
    }

    private static void options(JsonNode input, String initial, Html out) {
        if (!input.path("required").asBoolean()
                && initial.isEmpty()
                && !input.path("input").asText().equals("multiselect")) {
            out.around("option", "", "value", "");
        }
        input.path("options").forEach(choice -> {
            var value = choice.isObject() ? choice.path("value").asText() : Scalars.text(choice);
            option(value, choice.path("label").asText(value), initial, out);
        });
        out.end("select");
    }

    private static void option(String value, String label, String initial, Html out) {
        if (value.equals(initial)) {
            out.around("option", label, "value", value, "selected", "");
        } else {
            out.around("option", label, "value", value);
        }
    }

    private static String type(JsonNode input) {
        return switch (input.path("input").asText()) {
            case "number" -> "number";
            case "phone" -> "tel";
            case "email" -> "email";
            case "url" -> "url";
            case "date" -> "date";
            default -> "text";
        };
    }

    private static String[] with(JsonNode input, String... attributes) {
        var all = new ArrayList<>(List.of(attributes));
        if (input.path("required").asBoolean()) {
            all.addAll(List.of("required", ""));
        }
        if (input.path("input").asText().equals("number")) {
            all.addAll(List.of("step", "any"));
        }
        return all.toArray(String[]::new);
    }

    /** What was filled in, as part of a client body; what was left empty is absent. */
    static ObjectNode read(JsonNode inputs, FormFields sent) {
        var body = JsonNodeFactory.instance.objectNode();
        inputs.forEach(input -> {
            var name = input.path("name").asText();
            var values =
                    sent.all(name).stream().filter(value -> !value.isEmpty()).toList();
            if (!values.isEmpty()) {
                body.set(name, value(input, values));
            }
        });
        return body;
    }

    private static JsonNode value(JsonNode input, List<String> values) {
        var json = JsonNodeFactory.instance;
        return switch (input.path("input").asText()) {
            case "multiselect" -> {
                var list = json.arrayNode();
                values.forEach(list::add);
                yield list;
            }
            case "checkbox" -> json.booleanNode(values.getFirst().equals("true"));
            default -> json.textNode(values.getFirst());
        };
    }
}
