package org.patchbay.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patchbay.definition.Doc;
import org.patchbay.definition.Outcomes;

/** The reference pages of the configuration format in Markdown, written from the same records that documents are bound to. */
public final class ReferencePages {
    private ReferencePages() {}

    /** File name to text: one page per kind of document. */
    public static SortedMap<String, String> write() {
        var pages = new TreeMap<String, String>();
        SchemaWriter.KINDS.forEach((word, type) -> pages.put(word.toLowerCase(Locale.ROOT) + ".md", page(word, type)));
        return pages;
    }

    private static String page(String word, Class<? extends Record> kind) {
        var page = new StringBuilder("# ").append(word).append("\n\n");
        page.append("Written from the code; every key of `kind: ").append(word).append("` and of what stands in it.\n");
        Deque<Class<? extends Record>> left = new ArrayDeque<>();
        Set<Class<?>> seen = new LinkedHashSet<>();
        left.add(kind);
        seen.add(kind);
        while (!left.isEmpty()) {
            var type = left.removeFirst();
            section(type, page);
            for (var slot : Shape.of(type).keys().values()) {
                struct(slot.want()).filter(seen::add).ifPresent(left::add);
            }
        }
        return page.toString();
    }

    private static void section(Class<? extends Record> type, StringBuilder page) {
        var shape = Shape.of(type);
        page.append("\n## ").append(title(shape)).append("\n\n");
        Optional.ofNullable(type.getAnnotation(Doc.class))
                .ifPresent(doc -> page.append(sentence(doc.value())).append("\n\n"));
        shape.shorthand()
                .ifPresent(key ->
                        page.append("A single value stands for `").append(key).append("`.\n\n"));
        shape.listShorthand()
                .ifPresent(key -> page.append("A list stands for `").append(key).append("`.\n\n"));
        page.append("| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
        shape.keys().forEach((word, slot) -> row(word, slot, page));
        words(shape).forEach((key, vocabulary) -> vocabulary(key, vocabulary, page));
    }

    private static String title(Shape shape) {
        return shape.noun().substring(0, 1).toUpperCase(Locale.ROOT)
                + shape.noun().substring(1);
    }

    private static String sentence(String phrase) {
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1) + ".";
    }

    private static void row(String word, Slot slot, StringBuilder page) {
        var fallback = slot.isRequired()
                ? "required"
                : slot.fallback().map(text -> "`" + text + "`").orElse("");
        var example = slot.example().isEmpty() ? "" : ", for example `" + word + ": " + slot.example() + "`";
        page.append("| `")
                .append(word)
                .append("` | ")
                .append(cell(said(slot.want())))
                .append(" | ");
        page.append(cell(fallback))
                .append(" | ")
                .append(cell(slot.doc() + example))
                .append(" |\n");
    }

    private static String said(Want want) {
        return switch (want) {
            case Want.Struct(var type) -> "a map: " + title(Shape.of(type));
            case Want.ListOf(var element, var orOne) ->
                orOne ? said(element) + ", or a list" : "list of: " + said(element);
            case Want.MapOf(var value) -> "map of name to: " + said(value);
            case Want.Maybe(var inner) -> said(inner);
            case Want.Text _,
                    Want.Flag _,
                    Want.Whole _,
                    Want.Span _,
                    Want.Amount _,
                    Want.Moment _,
                    Want.NewName _,
                    Want.Reference _,
                    Want.LabelText _,
                    Want.TemplateText _,
                    Want.Path _,
                    Want.AnyTree _,
                    Want.Test _,
                    Want.Word _,
                    Want.Meanings _,
                    Want.Kept _ -> want.said();
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static Map<String, Vocabulary> words(Shape shape) {
        var words = new LinkedHashMap<String, Vocabulary>();
        shape.keys()
                .forEach((word, slot) -> vocabulary(slot.want())
                        .filter(found -> !found.docs().isEmpty())
                        .ifPresent(found -> words.put(word, found)));
        return words;
    }

    private static Optional<Vocabulary> vocabulary(Want want) {
        return switch (want) {
            case Want.Word(var vocabulary) -> Optional.of(vocabulary);
            case Want.Maybe(var inner) -> vocabulary(inner);
            default -> Optional.empty();
        };
    }

    private static void vocabulary(String key, Vocabulary vocabulary, StringBuilder page) {
        page.append("\nWords of `").append(key).append("`:\n\n");
        vocabulary
                .words()
                .keySet()
                .forEach(word -> page.append("- `")
                        .append(word)
                        .append("`")
                        .append(Optional.ofNullable(vocabulary.docs().get(word))
                                .map(doc -> ": " + doc)
                                .orElse(""))
                        .append("\n"));
    }

    private static Optional<Class<? extends Record>> struct(Want want) {
        return switch (want) {
            case Want.Struct(var type) -> Optional.of(type);
            case Want.Maybe(var inner) -> struct(inner);
            case Want.ListOf(var element, var _) -> struct(element);
            case Want.MapOf(var value) -> struct(value);
            case Want.Meanings _ -> Optional.of(Outcomes.Rule.class);
            default -> Optional.empty();
        };
    }
}
