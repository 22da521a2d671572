package org.patchbay.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Cache;
import org.patchbay.definition.OutcomeKind;
import org.patchbay.definition.Outcomes;
import org.patchbay.definition.Retry;
import org.patchbay.definition.StoreEntry;

/** Writes what a key wants as JSON Schema; records become definitions that are written once. */
final class Schemas {
    /** A value that <code>${…}</code> will give has another kind before it does. */
    private static final String REPLACED = "\\$\\{";

    private final ObjectNode definitions = object();
    private final Set<Class<?>> begun = new LinkedHashSet<>();

    /** The definitions of all records that were referred to. */
    ObjectNode definitions() {
        return definitions;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode reference(Class<? extends Record> type) {
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
        var forms = JsonNodeFactory.instance.arrayNode().add(map(shape));
        shorthand(shape, shape.shorthand()).ifPresent(forms::add);
        shorthand(shape, shape.listShorthand()).ifPresent(forms::add);
        spelled(type).forEach(forms::add);
        return forms.size() == 1 ? map(shape) : object().set("anyOf", forms);
    }

    private Optional<ObjectNode> shorthand(Shape shape, Optional<String> key) {
        return key.flatMap(word -> Optional.ofNullable(shape.keys().get(word))).map(slot -> want(slot.want()));
    }

    /** Short forms that are written out before a record is bound. */
    private static List<ObjectNode> spelled(Class<?> type) {
        if (type == Cache.class) {
            return List.of(types("boolean"));
        }
        if (type == Retry.class) {
            return List.of(object().put("const", "none"), range(0, 20));
        }
        return type == StoreEntry.class ? List.of(types("null")) : List.of();
    }

    /** The map of a record: known keys, those that must be there, and notes of one's own. */
    ObjectNode map(Shape shape) {
        var map = types("object");
        var properties = map.putObject("properties");
        var required = JsonNodeFactory.instance.arrayNode();
        shape.keys().forEach((word, slot) -> {
            properties.set(word, described(slot));
            if (slot.isRequired()) {
                required.add(word);
            }
        });
        if (!required.isEmpty()) {
            map.set("required", required);
        }
        map.putObject("patternProperties").set("^x-", object());
        return map.put("additionalProperties", false);
    }

    private ObjectNode described(Slot slot) {
        var schema = want(slot.want());
        if (!slot.doc().isEmpty()) {
            schema.put("description", slot.doc());
        }
        slot.fallback().ifPresent(text -> fallback(schema, slot.want(), text));
        if (!slot.example().isEmpty()) {
            schema.putArray("examples").add(slot.example());
        }
        return schema;
    }

    private static void fallback(ObjectNode schema, Want want, String text) {
        switch (want) {
            case Want.Flag _ -> schema.put("default", text.equals("true"));
            case Want.Whole _ -> schema.put("default", Long.parseLong(text));
            default -> schema.put("default", text);
        }
    }

    private ObjectNode want(Want want) {
        return switch (want) {
            case Want.Text _, Want.TemplateText _, Want.Path _, Want.Reference _ -> text();
            case Want.Moment _ -> pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T");
            case Want.NewName _ -> pattern("^[A-Za-z][A-Za-z0-9_-]{0,63}$");
            case Want.Flag _ -> orReplaced(types("boolean"));
            case Want.Whole(var min, var max) -> orReplaced(range(min, max));
            case Want.Span _ -> pattern("^[0-9]{1,9}(ms|s|m|h|d)$");
            case Want.Amount _ -> pattern("^[0-9]{1,9}(B|KiB|MiB|GiB)$");
            case Want.LabelText _ -> label();
            case Want.AnyTree _ -> object();
            case Want.Test _ -> types("object");
            case Want.Word(var vocabulary) -> orReplaced(words(vocabulary));
            case Want.ListOf(var element, var orOne) -> list(element, orOne);
            case Want.MapOf(var value) -> types("object").set("additionalProperties", want(value));
            case Want.Maybe(var inner) -> want(inner);
            case Want.Struct(var type) -> reference(type);
            case Want.Meanings _ -> meanings();
            case Want.Kept _ -> either(list(new Want.Path(), true), want(new Want.MapOf(new Want.Path())));
        };
    }

    private ObjectNode list(Want element, boolean orOne) {
        var list = types("array");
        list.set("items", want(element));
        return orOne ? either(list, want(element)) : list;
    }

    /** By status: a word or a rule without its condition. Or a list of rules. */
    private ObjectNode meanings() {
        var rule = map(Shape.of(Outcomes.Rule.class));
        rule.putArray("required").add("is");
        var byStatus = types("object");
        byStatus.putObject("patternProperties")
                .set("^[1-5]([0-9][0-9]|xx)$", either(words(Vocabulary.of(OutcomeKind.class)), rule));
        byStatus.put("additionalProperties", false);
        return either(byStatus, list(new Want.Struct(Outcomes.Rule.class), false));
    }

    private static ObjectNode label() {
        var byLanguage = types("object").put("additionalProperties", false).put("minProperties", 1);
        byLanguage.putObject("patternProperties").set("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", text());
        return either(text(), byLanguage);
    }

    private static ObjectNode words(Vocabulary vocabulary) {
        var schema = object();
        if (vocabulary.docs().isEmpty()) {
            var words = schema.putArray("enum");
            vocabulary.words().keySet().forEach(words::add);
            return schema;
        }
        var words = schema.putArray("oneOf");
        vocabulary.words().keySet().forEach(word -> {
            var one = words.addObject().put("const", word);
            Optional.ofNullable(vocabulary.docs().get(word)).ifPresent(doc -> one.put("description", doc));
        });
        return schema;
    }

    /** Unquoted numbers and words are texts where a text is wanted. */
    private static ObjectNode text() {
        return types("string", "number", "boolean");
    }

    private static ObjectNode pattern(String pattern) {
        return orReplaced(types("string").put("pattern", pattern));
    }

    private static ObjectNode range(long min, long max) {
        return types("integer").put("minimum", min).put("maximum", max);
    }

    private static ObjectNode orReplaced(ObjectNode schema) {
        return either(schema, types("string").put("pattern", REPLACED));
    }

    private static ObjectNode either(ObjectNode... forms) {
        var schema = object();
        schema.putArray("anyOf").addAll(List.of(forms));
        return schema;
    }

    private static ObjectNode types(String... types) {
        if (types.length == 1) {
            return object().put("type", types[0]);
        }
        var schema = object();
        var list = schema.putArray("type");
        List.of(types).forEach(list::add);
        return schema;
    }
}
