package org.patchbay.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.patchbay.definition.InputKind;
import org.patchbay.definition.Parameter;

/** The form that an endpoint asks for, as data. */
public final class Form {
    private Form() {}

    private static ObjectNode json(Parameter input, String language) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", input.name().text());
        json.put(
                "label",
                input.label()
                        .map(label -> label.in(language))
                        .orElse(input.name().text()));
        input.help().ifPresent(help -> json.put("help", help.in(language)));
        input.example().ifPresent(example -> json.put("example", example));
        json.put("input", kind(input).name().toLowerCase(Locale.ROOT));
        json.put("required", input.required() && input.fallback().isEmpty());
        input.fallback().ifPresent(fallback -> json.set("default", fallback.toJson()));
        input.pattern().ifPresent(pattern -> json.put("pattern", pattern));
        if (!input.choices().isEmpty()) {
            var options = json.putArray("options");
            input.choices().forEach(option -> options.add(option.toJson()));
        }
        return json;
    }

    private static InputKind kind(Parameter input) {
        return input.input().orElse(input.choices().isEmpty() ? InputKind.TEXT : InputKind.SELECT);
    }

    /** The inputs of an endpoint, each with its label in that language. */
    public static ArrayNode of(List<Parameter> inputs, String language) {
        var list = JsonNodeFactory.instance.arrayNode();
        inputs.forEach(input -> list.add(json(input, language)));
        return list;
    }
}
