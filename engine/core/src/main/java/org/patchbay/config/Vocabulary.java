package org.patchbay.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Doc;
import org.patchbay.definition.Key;

/**
 * The words of an enum as documents write them.
 *
 * @param docs manual text by word; words without one are absent
 */
record Vocabulary(Map<String, Enum<?>> words, Map<String, String> docs) {
    Vocabulary {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        docs = Map.copyOf(docs);
    }

    static Vocabulary of(Class<?> type) {
        var words = new LinkedHashMap<String, Enum<?>>();
        var docs = new LinkedHashMap<String, String>();
        for (var field : type.getFields()) {
            if (field.isEnumConstant()) {
                var word = Optional.ofNullable(field.getAnnotation(Key.class))
                        .map(Key::value)
                        .orElse(field.getName().toLowerCase(Locale.ROOT).replace('_', '-'));
                words.put(word, constant(type, field.getName()));
                Optional.ofNullable(field.getAnnotation(Doc.class)).ifPresent(doc -> docs.put(word, doc.value()));
            }
        }
        return new Vocabulary(words, docs);
    }

    private static Enum<?> constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .map(Enum.class::cast)
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
