package org.patchbay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=2 | 2",
                "handling=lenient, wait=10 | 10",
                "respond-async, wait=10 | 0",
                "wait=10, respond-async | 0"
            })
    void what_a_caller_prefers_bounds_the_wait(String header, long seconds) {
        assertThat(Preference.parse(header).longest()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "return=minimal", "wait=", "wait=soon", "wait=-1", "wait=99999999999"})
    void other_preferences_change_nothing(String header) {
        assertThat(Preference.parse(header).longest()).isEmpty();
    }

    @Test
    void no_preference_changes_nothing() {
        assertThat(Preference.parse(null).longest()).isEmpty();
    }
}
