package org.patchbay.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.definition.At;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Name;
import org.patchbay.definition.Template;
import org.patchbay.definition.TestCase;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;

/** The integrator that a test describes by its keys. */
final class TestTenant {
    private TestTenant() {}

    static Integrator of(TestCase test, Template template) {
        var keys = test.integrator().map(TestTenant::entries).orElse(Map.of());
        Function<String, Optional<String>> text = key ->
                Optional.ofNullable(keys.get(key)).map(tree -> tree.toJson().asText());
        var options = new LinkedHashMap<String, Boolean>();
        child(keys, "options")
                .forEach((name, value) -> options.put(name, value.toJson().asBoolean()));
        options.putAll(test.options());
        return new Integrator(
                At.NOWHERE,
                Name.of(text.apply("name").orElse("test")),
                Name.of(template.name().text()),
                text.apply("callcenterId").orElse("test"),
                text.apply("host").or(() -> Optional.of("partner.test")).map(TextTemplate::of),
                child(keys, "fields"),
                Optional.empty(),
                Optional.empty(),
                text.apply("country"),
                text.apply("zone"),
                text.apply("locale"),
                List.of(),
                options,
                types(keys),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                true,
                text.apply("team"),
                text.apply("user"));
    }

    /** What the link page was told, as a map. */
    static ObjectNode link(TestCase test) {
        var given = test.link().map(Tree::toJson).orElseGet(JsonNodeFactory.instance::objectNode);
        return given instanceof ObjectNode map ? map : JsonNodeFactory.instance.objectNode();
    }

    private static List<String> types(Map<String, Tree> keys) {
        return Optional.ofNullable(keys.get("interactionTypes"))
                .map(tree ->
                        tree.toJson().valueStream().map(type -> type.asText()).toList())
                .orElse(List.of());
    }

    private static Map<String, Tree> child(Map<String, Tree> keys, String name) {
        return Optional.ofNullable(keys.get(name)).map(TestTenant::entries).orElse(Map.of());
    }

    private static Map<String, Tree> entries(Tree tree) {
        var entries = new LinkedHashMap<String, Tree>();
        if (tree instanceof Tree.Entries map) {
            map.entries().forEach((key, entry) -> entries.put(key, entry.value()));
        }
        return entries;
    }
}
