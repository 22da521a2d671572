package org.patchbay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    /** Known answers worked out by hand with a calendar; 2026-01-01 is a Thursday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *         | 2026-01-01T00:00:30Z | 2026-01-01T00:01Z
            0 * * * *         | 2026-01-01T00:00:00Z | 2026-01-01T01:00Z
            */15 * * * *      | 2026-01-01T10:46:00Z | 2026-01-01T11:00Z
            5/20 * * * *      | 2026-01-01T10:46:00Z | 2026-01-01T11:05Z
            30 6 * * 1-5      | 2026-01-02T06:30:00Z | 2026-01-05T06:30Z
            30 6 * * mon-fri  | 2026-01-02T06:29:59Z | 2026-01-02T06:30Z
            0 0 29 2 *        | 2026-03-01T00:00:00Z | 2028-02-29T00:00Z
            0 12 1,15 * *     | 2026-01-01T12:00:00Z | 2026-01-15T12:00Z
            0 0 13 * fri      | 2026-01-01T00:00:00Z | 2026-01-02T00:00Z
            0 0 * * 7         | 2026-01-01T00:00:00Z | 2026-01-04T00:00Z
            0 0 * * 0         | 2026-01-01T00:00:00Z | 2026-01-04T00:00Z
            0 0 1 JAN *       | 2026-01-01T00:00:00Z | 2027-01-01T00:00Z
            59 23 31 12 *     | 2026-01-01T00:00:00Z | 2026-12-31T23:59Z
            """)
    void finds_the_next_time(String cron, String after, String expected) {
        var next = Cron.parse(cron).orElseThrow().after(ZonedDateTime.parse(after));

        assertThat(next).isEqualTo(ZonedDateTime.parse(expected));
    }

    @Test
    void takes_a_time_that_the_clock_skips_an_hour_later() {
        var night = ZonedDateTime.parse("2026-03-29T00:00:00+01:00[Europe/Berlin]");

        var next = Cron.parse("30 2 * * *").orElseThrow().after(night);

        assertThat(next).isEqualTo(ZonedDateTime.parse("2026-03-29T03:30:00+02:00[Europe/Berlin]"));
    }

    @Test
    void takes_a_time_that_the_clock_shows_twice_once() {
        var cron = Cron.parse("30 2 * * *").orElseThrow();
        var first = cron.after(ZonedDateTime.parse("2026-10-25T00:00:00+02:00[Europe/Berlin]"));

        assertThat(first).isEqualTo(ZonedDateTime.parse("2026-10-25T02:30:00+02:00[Europe/Berlin]"));
        assertThat(cron.after(first)).isEqualTo(ZonedDateTime.parse("2026-10-26T02:30:00+01:00[Europe/Berlin]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "0 0 30 2 *",
                "0 0 31 4,6 *",
                "1,,2 * * * *"
            })
    void is_no_time(String text) {
        assertThat(Cron.parse(text)).isEmpty();
    }
}
