package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.SecretNode;

class JsonTest {
    private static Optional<byte[]> body(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.10}",
                "{\"a\":123456789012345678901234567890}",
                "{\"a\":0.1000000000000000055511151231257827}",
                "{\"b\":[{\"c\":\"Xin chào “anh”\"}],\"a\":null}"
            })
    void what_is_read_is_written_the_same(String text) {
        assertThat(new String(Json.bytes(Json.object(body(text))), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void no_body_is_an_empty_object() {
        assertThat(Json.object(Optional.empty())).isEmpty();
        assertThat(Json.object(body(""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "[]",
                "\"a\"",
                "null",
                "{",
                "{\"a\":1,\"a\":2}",
                "{}{}",
                "{\"a\":1e9999}",
                "{\"a\":1e-9999}",
                "{\"a\":NaN}",
                "{a:1}",
                "[1,",
                "{\"a\":\"b",
                "{\"a\":tru}",
                "{\"a\":01}",
                "{\"a\":\"\\q\"}",
                "{\"a\":'b'}",
                "{\"a\":1} /* x */",
                "{\"a\":+1}",
                "{\"a\":.1}",
                "{\"a\":1.}"
            })
    void everything_else_is_refused(String text) {
        var declined = catchThrowableOfType(Declined.class, () -> Json.object(body(text)));

        assertThat(declined.problem().code()).isEqualTo(ProblemCode.BAD_REQUEST);
        assertThat(declined.problem().detail()).doesNotContain("`", "Source", "Feature");
    }

    @Test
    void what_is_too_deep_or_too_long_is_refused_without_a_word_about_the_reader() {
        var bodies = List.of(
                "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                "{\"a\":" + "1".repeat(2_000) + "}",
                "{\"" + "k".repeat(60_000) + "\":1}");

        for (var text : bodies) {
            var declined = catchThrowableOfType(Declined.class, () -> Json.object(body(text)));

            assertThat(declined.problem().detail())
                    .contains("maximum allowed (")
                    .doesNotContain("`", "get");
        }
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        var latin = "{\"a\":\"chào\"}".getBytes(StandardCharsets.ISO_8859_1);

        var declined = catchThrowableOfType(Declined.class, () -> Json.object(Optional.of(latin)));

        assertThat(declined.problem().code()).isEqualTo(ProblemCode.BAD_REQUEST);
    }

    @Test
    void a_secret_is_written_as_its_mask() {
        assertThat(new String(Json.bytes(SecretNode.of("hidden")), StandardCharsets.UTF_8))
                .isEqualTo("\"••••••\"");
    }
}
