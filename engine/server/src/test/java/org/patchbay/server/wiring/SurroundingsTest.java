package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SurroundingsTest {

    @Test
    void tests_run_far_from_utc_and_english() {
        assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(Locale.getDefault()).isEqualTo(Locale.of("tr", "TR"));
    }
}
