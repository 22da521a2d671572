package org.patchbay.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Cache;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Library;
import org.patchbay.definition.Retry;
import org.patchbay.definition.StoreEntry;
import org.patchbay.definition.Template;
import org.patchbay.definition.TestCase;

/** The JSON Schema (2020-12) of a part of a document, written from the same records that documents are bound to. */
public final class SchemaWriter {
    /** The kinds of document and the records they become. */
    static final Map<String, Class<? extends Record>> KINDS = Kinds.all();

    private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();
    private final Set<Class<?>> begun = new LinkedHashSet<>();

    private SchemaWriter() {}

    /** The schema as indented JSON text. */
    public static String write() {
        return new SchemaWriter().document().toPrettyString() + "\n";
    }

    private static final class Kinds {
        static Map<String, Class<? extends Record>> all() {
            var kinds = new LinkedHashMap<String, Class<? extends Record>>();
            for (var kind : List.of(Template.class, Integrator.class, Library.class, Installation.class)) {
                kinds.put(kind.getSimpleName(), kind);
            }
            return Collections.unmodifiableMap(kinds);
        }
    }

    private ObjectNode document() {
        var schema = object();
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
            one.set("then", reference(type));
        });
        schema.set("$defs", definitions);
        return schema;
    }

    private ObjectNode reference(Class<? extends Record> type) {
        if (begun.add(type)) {
            definitions.set(name(type), struct(type));
        }
        return object().put("$ref", "#/$defs/" + name(type));
    }

    private static String name(Class<?> type) {
        var outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : outer.getSimpleName() + "." + type.getSimpleName();
    }

    private ObjectNode struct(Class<? extends Record> type) {
        var shape = Shape.of(type);
        var map = map(shape, KINDS.containsValue(type));
        var more = Shorthands.more(type);
        if (shape.shorthand().isEmpty() && shape.listShorthand().isEmpty() && more.isEmpty()) {
            return map;
        }
        var either = object();
        var forms = either.putArray("anyOf");
        forms.add(map);
        shape.shorthand()
                .flatMap(word -> Optional.ofNullable(shape.keys().get(word)))
                .ifPresent(slot -> forms.add(want(slot.want())));
        shape.listShorthand()
                .flatMap(word -> Optional.ofNullable(shape.keys().get(word)))
                .ifPresent(slot -> forms.add(want(slot.want())));
        more.forEach(forms::add);
        return either;
    }

    private ObjectNode map(Shape shape, boolean document) {
        var map = object().put("type", "object");
        var properties = map.putObject("properties");
        if (document) {
            properties.putObject("kind");
        }
        var required = JsonNodeFactory.instance.arrayNode();
        shape.keys().forEach((word, slot) -> {
            properties.set(word, described(slot));
            if (slot.isRequired() && !document) {
                required.add(word);
            }
        });
        if (!required.isEmpty() && shape.type() != Endpoint.class && shape.type() != TestCase.class) {
            map.set("required", required);
        }
        map.putObject("patternProperties").set("^x-", object());
        map.put("additionalProperties", false);
        return map;
    }

    private ObjectNode described(Slot slot) {
        var schema = want(slot.want());
        if (!slot.doc().isEmpty()) {
            schema.put("description", slot.doc());
        }
        slot.fallback().ifPresent(text -> schema.put("default", text));
        return schema;
    }

    private ObjectNode want(Want want) {
        return switch (want) {
            case Want.Text _, Want.TemplateText _, Want.Path _ -> types("string", "number", "boolean");
            case Want.Moment _ -> types("string");
            case Want.NewName _ -> types("string").put("pattern", "^[A-Za-z][A-Za-z0-9_-]{0,63}$");
            case Want.Reference _ -> types("string");
            case Want.Flag _ -> types("boolean");
            case Want.Whole(var min, var max) ->
                types("integer").put("minimum", min).put("maximum", max);
            case Want.Span _ -> types("string").put("pattern", "^[0-9]{1,9}(ms|s|m|h|d)$");
            case Want.Amount _ -> types("string").put("pattern", "^[0-9]{1,9}(B|KiB|MiB|GiB)$");
            case Want.LabelText _ -> types("string", "object", "number");
            case Want.AnyTree _ -> object();
            case Want.Test _ -> types("object");
            case Want.Word(var vocabulary) -> words(vocabulary);
            case Want.ListOf(var element, var orOne) -> list(element, orOne);
            case Want.MapOf(var value) -> object().put("type", "object").set("additionalProperties", want(value));
            case Want.Maybe(var inner) -> want(inner);
            case Want.Struct(var type) -> reference(type);
            case Want.Meanings _, Want.Kept _ -> types("object", "array", "string");
        };
    }

    private ObjectNode list(Want element, boolean orOne) {
        var list = object().put("type", "array");
        list.set("items", want(element));
        if (!orOne) {
            return list;
        }
        var either = object();
        either.putArray("anyOf").add(list).add(want(element));
        return either;
    }

    private static ObjectNode words(Vocabulary vocabulary) {
        var schema = object();
        var words = schema.putArray("enum");
        vocabulary.words().keySet().forEach(words::add);
        return schema;
    }

    private static ObjectNode types(String... types) {
        var schema = object();
        if (types.length == 1) {
            return schema.put("type", types[0]);
        }
        var list = schema.putArray("type");
        for (var type : types) {
            list.add(type);
        }
        return schema;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Short forms that the reader writes out before it binds. */
    private static final class Shorthands {
        static List<ObjectNode> more(Class<?> type) {
            if (type == Cache.class) {
                return List.of(types("boolean"));
            }
            if (type == Retry.class) {
                return List.of(
                        object().put("const", "none"),
                        types("integer").put("minimum", 0).put("maximum", 20));
            }
            return type == StoreEntry.class ? List.of(types("null")) : List.of();
        }
    }
}
