package org.patchbay.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
    static Stream<String> bombs() {
        return Stream.of(
                "((((a{1,1000}){1,1000}){1,1000}){1,1000})",
                "(?:(?:[ab]{30}){30}){30}",
                "(?P<x>\\p{L}{99}){99}",
                "a{1000}".repeat(6),
                "(".repeat(5_000) + ")".repeat(5_000),
                "(?:".repeat(900) + "a" + ")*".repeat(900),
                "((x{9}[[:alpha:]{}]{999}){9,}){0,9}",
                "(\\{{999}){999}",
                "([]{9}]{999}){999}");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void a_pattern_that_grows_beyond_measure_is_refused_before_it_does(String text) {
        assertThatThrownBy(() -> Patterns.compile(text))
                .isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("becomes too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "[0-9]{1,15}",
                "^.{1,1000}$",
                "\\p{Lu}{2,40}-\\x{41}{3}",
                "[^]}]{3}",
                "a{,3}",
                "a{x}",
                "(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "\\Q{999}(((\\E{2}"
            })
    void what_people_write_is_compiled(String text) {
        assertThat(Patterns.compile(text).pattern()).isEqualTo(text);
    }

    @Test
    void what_is_no_pattern_says_so_itself() {
        assertThatThrownBy(() -> Patterns.compile("(?=a)b")).isInstanceOf(PatternSyntaxException.class);
    }
}
