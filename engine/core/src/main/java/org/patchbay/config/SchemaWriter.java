package org.patchbay.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Library;
import org.patchbay.definition.Template;
import org.patchbay.definition.TestCase;

/** The JSON Schema (2020-12) of a part of a document, written from the same records that documents are bound to. */
public final class SchemaWriter {
    /** The kinds of document and the records they become. */
    static final Map<String, Class<? extends Record>> KINDS = kinds();

    private final Schemas schemas = new Schemas();

    private SchemaWriter() {}

    /** The schema as indented JSON text. */
    public static String write() {
        return new SchemaWriter().document().toPrettyString() + "\n";
    }

    private static Map<String, Class<? extends Record>> kinds() {
        var kinds = new LinkedHashMap<String, Class<? extends Record>>();
        for (var kind : List.of(Template.class, Integrator.class, Library.class, Installation.class)) {
            kinds.put(kind.getSimpleName(), kind);
        }
        return Collections.unmodifiableMap(kinds);
    }

    private ObjectNode document() {
        var schema = Schemas.object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Patchbay configuration");
        schema.put("type", "object");
        schema.putArray("required").add("kind");
        var kinds = schema.putObject("properties").putObject("kind").putArray("enum");
        var cases = schema.putArray("allOf");
        KINDS.forEach((word, type) -> {
            kinds.add(word);
            var one = cases.addObject();
            one.putObject("if").putObject("properties").putObject("kind").put("const", word);
            one.set("then", schemas.reference(type));
            document(word);
        });
        completeLater(cases);
        schema.set("$defs", schemas.definitions());
        return schema;
    }

    private void document(String word) {
        if (schemas.definitions().get(word) instanceof ObjectNode map
                && map.get("properties") instanceof ObjectNode keys) {
            keys.set("kind", Schemas.object().put("const", word));
        }
    }

    /** What a base or the defaults of tests may give is asked for only where there are none. */
    private void completeLater(ArrayNode cases) {
        required(cases, "basedOn", "endpoints", Endpoint.class);
        required(cases, "testDefaults", "tests", TestCase.class);
    }

    private void required(ArrayNode cases, String unless, String list, Class<? extends Record> type) {
        if (!(schemas.definitions().get(type.getSimpleName()) instanceof ObjectNode map)) {
            return;
        }
        var needed = map.remove("required");
        var one = cases.addObject();
        var condition = one.putObject("if");
        condition.putObject("properties").putObject("kind").put("const", "Template");
        condition.putObject("not").putArray("required").add(unless);
        one.putObject("then")
                .putObject("properties")
                .putObject(list)
                .putObject("items")
                .set("required", needed);
    }
}
