package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;

/** Phone numbers as they arrive in many countries, with answers worked out by hand from the national numbering plans. */
class PhoneCorpusTest {
    private static final Path FILE = Path.of("src", "test", "resources", "phones.txt");
    private static final Format E164 = Formats.compile("e164");

    /**
     * A line of the corpus.
     *
     * @param expected the number in E.164, digits that only mean something locally, or {@code refused}
     */
    record Line(String country, String written, String expected) {}

    static Stream<Line> lines() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Line(cells[0].strip(), cells[1].strip(), cells[2].strip()));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void is_read_as_the_numbering_plan_says(Line line) {
        var locality = Formats.in(line.country());
        var written = TextNode.valueOf(line.written());

        switch (line.expected()) {
            case "refused" ->
                assertThat(catchThrowableOfType(Refusal.class, () -> E164.apply(written, locality))
                                .failure()
                                .code())
                        .isEqualTo(FailureCode.BAD_PHONE);
            default -> {
                var form = line.expected().startsWith("+") ? E164 : Formats.compile("digits");
                assertThat(form.apply(written, locality).asText()).isEqualTo(line.expected());
            }
        }
    }

    @Test
    void has_two_hundred_lines_from_fifteen_countries() throws IOException {
        var lines = lines().toList();

        assertThat(lines).hasSizeGreaterThanOrEqualTo(200);
        assertThat(lines.stream().map(Line::country).distinct()).hasSizeGreaterThanOrEqualTo(15);
    }

    /** Every output of a number means that number again where it is read: nothing is added and nothing is lost. */
    @ParameterizedTest
    @MethodSource("lines")
    void means_the_same_in_every_form(Line line) {
        if (!line.expected().startsWith("+")) {
            return;
        }
        var locality = Formats.in(line.country());
        for (var word : List.of("e164", "international", "national", "tel", "sip")) {
            var form = Formats.compile(word).apply(TextNode.valueOf(line.written()), locality);

            assertThat(E164.apply(form, locality).asText())
                    .as(word + " " + form)
                    .isEqualTo(line.expected());
        }
    }
}
