package org.patchbay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"plain | 'plain'", "it's | 'it'\\''s'", "$HOME `x` | '$HOME `x`'", "a\"b | 'a\"b'"})
    void a_text_is_quoted_so_that_a_shell_takes_it_as_it_is(String text, String quoted) {
        assertThat(Curl.quoted(text)).isEqualTo(quoted);
    }
}
