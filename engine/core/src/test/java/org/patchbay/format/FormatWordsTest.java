package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.At;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;

class FormatWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "e164",
                "national",
                "international",
                "digits",
                "tel",
                "sip",
                "last:9",
                "extension",
                "candidates",
                "text",
                "trim",
                "lower",
                "upper",
                "ascii",
                "truncate:160",
                "segments",
                "number",
                "integer",
                "decimal:2",
                "boolean",
                "epoch",
                "epochMillis",
                "iso",
                "date",
                "time",
                "datetime",
                "rfc1123",
                "rfc2822",
                "seconds",
                "minutes",
                "hh:mm:ss",
                "base64",
                "base64url",
                "hex",
                "basic",
                "json",
                "urlencode",
                "dd.MM.yyyy HH:mm",
                "yyyy-MM-dd'T'HH:mm",
                "yyyy年MM月dd日"
            })
    void knows_every_word_of_the_format(String word) {
        assertThat(Formats.problems(word)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    E164        | unknown format `E164`; did you mean `e164`?
                    e.164       | unknown format `e.164`; did you mean `e164`?
                    uper        | unknown format `uper`; did you mean `upper`?
                    last        | `last` needs a number; for example `last:9`
                    last:0      | `last:0` needs a number; for example `last:9`
                    last:x      | `last:x` needs a number; for example `last:9`
                    truncate:   | `truncate:` needs a number; for example `truncate:160`
                    decimal     | `decimal` needs a number; for example `decimal:2`
                    decimal:99  | `decimal:99` needs a number; for example `decimal:2`
                    lower:5     | unknown format `lower:5`; did you mean `lower`?
                    phone       | unknown format `phone`; known here: ascii, base64, base64url, basic, boolean, candidates, date, datetime, decimal:2, digits, e164, epoch
                    ''          | unknown format ``; known here: ascii, base64, base64url, basic, boolean, candidates, date, datetime, decimal:2, digits, e164, epoch
                    """)
    void an_unknown_word_is_reported_with_the_nearest(String word, String problem) {
        assertThat(Formats.problems(word))
                .extracting(Problem::toString)
                .containsExactly(":0:0: " + problem + " [PB203]");
    }

    @Test
    void each_word_is_reported_at_its_own_place() {
        var problems = new Problems();
        var at = new At("a.yaml", 3, 9, 14, "/format/1");

        Format.compile(List.of(Name.of("trim"), new Name(at, "hexx")), Optional.empty(), Optional.empty(), problems);

        assertThat(problems.sorted())
                .extracting(Problem::toString)
                .containsExactly("a.yaml:3:9: unknown format `hexx`; did you mean `hex`? [PB203]");
    }

    @Test
    void no_words_leave_everything_as_it_is() {
        var value = com.fasterxml.jackson.databind.node.TextNode.valueOf("x");

        assertThat(Formats.compile().apply(value, Formats.HANOI)).isSameAs(value);
        assertThat(Format.none().apply(value, Formats.HANOI)).isSameAs(value);
    }
}
