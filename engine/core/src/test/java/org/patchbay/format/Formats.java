package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;

/** Compiles and applies formats in tests. */
final class Formats {
    static final Locality HANOI =
            new Locality(Optional.of("VN"), ZoneId.of("Asia/Ho_Chi_Minh"), Locale.forLanguageTag("vi"));

    private Formats() {}

    static Locality in(String country) {
        return new Locality(
                country.isEmpty() ? Optional.empty() : Optional.of(country), ZoneId.of("UTC"), Locale.ENGLISH);
    }

    static Format compile(String... words) {
        var problems = new Problems();
        var format = Format.compile(names(words), Optional.empty(), Optional.empty(), problems);
        if (problems.refuse()) {
            throw new AssertionError(problems.sorted());
        }
        return format;
    }

    static List<Problem> problems(String... words) {
        var problems = new Problems();
        Format.compile(names(words), Optional.empty(), Optional.empty(), problems);
        return problems.sorted();
    }

    static JsonNode apply(JsonNode value, String... words) {
        return compile(words).apply(value, HANOI);
    }

    static JsonNode apply(String value, String... words) {
        return apply(TextNode.valueOf(value), words);
    }

    private static List<Name> names(String... words) {
        return List.of(words).stream().map(Name::of).toList();
    }
}
