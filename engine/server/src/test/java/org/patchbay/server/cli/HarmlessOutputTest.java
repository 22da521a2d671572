package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessOutputTest {
    private static String shown(String text) {
        var terminal = new ByteArrayOutputStream();
        try (var out = new PrintStream(new HarmlessOutput(terminal), true, StandardCharsets.UTF_8)) {
            out.print(text);
        }
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain\n\ttext",
                "Nguyễn Văn Ân £ \u00a0",
                "\u001b[1m\u001b[31mred\u001b[0m\u001b[38;5;12mblue\u001b[m",
                "✓ 😀"
            })
    void texts_and_colours_are_shown_as_they_are(String text) {
        assertThat(shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'x\u001b]0;title\u0007y', x?]0;title?y",
        "'\u001b[2Jgone', ?[2Jgone",
        "'\u001b\u001b[6n', ??[6n",
        "'\u009b2J', ?2J",
        "'over\rwritten\b', over?written?",
        "'\u001b[11111111111111111m', ?[11111111111111111m",
        "'\u007f', ?"
    })
    void what_a_terminal_obeys_is_not(String text, String shown) {
        assertThat(shown(text)).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f\\x80-\\x9f]");
        assertThat(shown(text)).isEqualTo(shown);
    }
}
