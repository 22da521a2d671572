package org.patchbay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.Outcomes;

/** What the records of the format say about their keys and words. */
final class Manual {
    private static final Map<Class<?>, Shape> SHAPES = shapes();

    private Manual() {}

    /** All shapes that a document can hold, in the order of the format. */
    static List<Shape> all() {
        return List.copyOf(SHAPES.values());
    }

    private static Map<Class<?>, Shape> shapes() {
        var shapes = new LinkedHashMap<Class<?>, Shape>();
        SchemaWriter.KINDS.values().forEach(kind -> collect(kind, shapes));
        collect(Outcomes.Rule.class, shapes);
        return shapes;
    }

    private static void collect(Class<? extends Record> type, Map<Class<?>, Shape> shapes) {
        if (!shapes.containsKey(type)) {
            var shape = Shape.of(type);
            shapes.put(type, shape);
            shape.keys().values().forEach(slot -> collect(slot.want(), shapes));
        }
    }

    private static void collect(Want want, Map<Class<?>, Shape> shapes) {
        switch (want) {
            case Want.Struct(var type) -> collect(type, shapes);
            case Want.Maybe(var inner) -> collect(inner, shapes);
            case Want.ListOf(var element, var _) -> collect(element, shapes);
            case Want.MapOf(var value) -> collect(value, shapes);
            default -> {}
        }
    }

    /** All keys and words. */
    static Set<String> words() {
        var keys = new LinkedHashSet<String>();
        all().forEach(shape -> {
            keys.addAll(shape.keys().keySet());
            shape.keys()
                    .values()
                    .forEach(slot -> vocabularies(slot.want())
                            .forEach(word -> keys.addAll(word.words().keySet())));
        });
        return keys;
    }

    /** One line for each place where a key or a word means something. */
    static List<String> about(String word) {
        var lines = new LinkedHashSet<String>();
        for (var shape : all()) {
            var slot = shape.keys().get(word);
            if (slot != null) {
                lines.add(line(shape, slot));
            }
            shape.keys()
                    .values()
                    .forEach(each -> vocabularies(each.want())
                            .filter(vocabulary -> vocabulary.words().containsKey(word))
                            .forEach(vocabulary -> lines.add("`" + each.word() + ": " + word + "`  "
                                    + vocabulary.docs().getOrDefault(word, each.doc()))));
        }
        return new ArrayList<>(lines);
    }

    private static String line(Shape shape, Slot slot) {
        var fallback =
                slot.fallback().map(value -> "; default " + value).orElse(slot.isRequired() ? "; must be given" : "");
        var example = slot.example().isEmpty() ? "" : "; for example `" + slot.word() + ": " + slot.example() + "`";
        return "`" + slot.word() + "` in " + Keys.article(shape.noun()) + "  "
                + slot.want().said() + ": " + slot.doc() + fallback + example;
    }

    private static Stream<Vocabulary> vocabularies(Want want) {
        return switch (want) {
            case Want.Word(var vocabulary) -> Stream.of(vocabulary);
            case Want.Maybe(var inner) -> vocabularies(inner);
            case Want.ListOf(var element, var _) -> vocabularies(element);
            default -> Stream.empty();
        };
    }
}
