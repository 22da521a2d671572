package org.patchbay.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {
    @ParameterizedTest
    @CsvSource({
        "acme.example,   acme.example",
        "ACME.Example,   acme.example",
        "acme.example.,  acme.example",
        "acme.example,   acme.example.",
        "*.acme.example, a.acme.example",
        "*.acme.example, a.b.acme.example",
        "*.acme.example, a.acme.example.",
        "*,              anything.example",
        "10.1.2.3,       10.1.2.3",
        "[::1],          [0:0:0:0:0:0:0:1]",
        "pbx_1,          pbx_1",
        "INTERNAL,       internal",
    })
    void matches_the_hosts_it_names(String pattern, String host) {
        assertThat(new HostPattern(pattern).matches(host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "acme.example,   a.acme.example",
        "acme.example,   acme.example.evil.example",
        "*.acme.example, acme.example",
        "*.acme.example, .acme.example",
        "*.acme.example, evilacme.example",
        "*.acme.example, a.acme.example.evil.example",
        "10.1.2.3,       10.1.2.30",
        "[::1],          [::2]",
    })
    void matches_no_other_host(String pattern, String host) {
        assertThat(new HostPattern(pattern).matches(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.",
                "a.*.example",
                "*acme.example",
                "https://acme.example",
                "acme.example/path",
                "a b",
                "acme.example:8080"
            })
    void refuses_what_is_no_pattern(String text) {
        assertThatThrownBy(() -> new HostPattern(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not a host or a pattern");
    }

    @Test
    void equals_by_what_it_matches() {
        assertThat(new HostPattern("Acme.Example.")).isEqualTo(new HostPattern("acme.example"));
    }
}
