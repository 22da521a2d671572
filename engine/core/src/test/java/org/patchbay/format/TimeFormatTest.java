package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Refusal;

/** The tenant is in Hanoi, UTC+7. Epochs checked with {@code date -u -d @…}. */
class TimeFormatTest {
    @ParameterizedTest
    @CsvSource({
        "epoch, 1767323045",
        "epochMillis, 1767323045000",
        "iso, 2026-01-02T10:04:05+07:00",
        "date, 2026-01-02",
        "time, 10:04:05",
        "datetime, 2026-01-02 10:04:05",
        "rfc1123, 'Fri, 02 Jan 2026 03:04:05 GMT'",
        "rfc2822, 'Fri, 02 Jan 2026 10:04:05 +0700'",
        "dd.MM.yyyy HH:mm, 02.01.2026 10:04",
        "yyyyMMddHHmmss, 20260102100405",
        "'yyyy-MM-dd''T''HH:mm:ss.SSSXXX', 2026-01-02T10:04:05.000+07:00",
        "'EEE, d MMM yyyy h:mm a', 'Fri, 2 Jan 2026 10:04 AM'",
        "HH:mm:ss, 10:04:05",
        "yyyyDDD, 2026002"
    })
    void writes_a_time_in_the_tenants_zone(String word, String written) {
        assertThat(Formats.apply("2026-01-02T03:04:05Z", word).asText()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02t03:04:05z",
                "2026-01-02T03:04:05.000Z",
                "2026-01-02T04:04:05+01:00",
                "2026-01-02T04:04:05+0100",
                "2026-01-02T04:04:05+01",
                "2026-01-02 03:04:05 UTC",
                "2026-01-02 03:04:05Z",
                "2026-01-02 03:04:05 +0000",
                "2026-01-02T10:04:05",
                "2026-01-02 10:04:05",
                " 2026-01-02 10:04:05 ",
                "Fri, 02 Jan 2026 03:04:05 GMT",
                "Fri, 2 Jan 2026 10:04:05 +0700",
                "1767323045",
                "1767323045000",
                "1767323045.000"
            })
    void reads_iso_times_http_dates_and_counts_of_seconds_and_milliseconds(String time) {
        assertThat(Formats.apply(time, "epoch").longValue()).isEqualTo(1767323045);
    }

    @Test
    void a_count_may_be_a_number() {
        assertThat(Formats.apply(LongNode.valueOf(1767323045), "date").textValue())
                .isEqualTo("2026-01-02");
        assertThat(Formats.apply(LongNode.valueOf(1767323045123L), "epochMillis")
                        .longValue())
                .isEqualTo(1767323045123L);
        assertThat(Formats.apply("-1", "iso").textValue()).isEqualTo("1970-01-01T07:59:59+08:00");
    }

    @Test
    void a_date_without_a_time_is_the_same_day_in_every_zone() {
        assertThat(read("2026-01-02", "date", "", "America/New_York").textValue())
                .isEqualTo("2026-01-02");
        assertThat(read("02/01/2026", "date", "dd/MM/yyyy", "America/New_York").textValue())
                .isEqualTo("2026-01-02");
    }

    @ParameterizedTest
    @CsvSource({
        "02/01/2026 10:04, dd/MM/yyyy HH:mm, Asia/Ho_Chi_Minh, 2026-01-02T10:04:00+07:00",
        "02/01/2026 10:04, dd/MM/yyyy HH:mm, UTC, 2026-01-02T03:04:00Z",
        "2 Jan 2026 22:04 -0500, d MMM yyyy HH:mm Z, UTC, 2026-01-03T03:04:00Z",
        "01/02/26 10:04 PM, MM/dd/yy hh:mm a, UTC, 2026-01-02T15:04:00Z",
        "1767323045, epoch, UTC, 2026-01-02T03:04:05Z",
        "17673230450, epoch, UTC, 2530-01-16T06:40:50Z",
        "1767323, epochMillis, UTC, 1970-01-01T00:29:27.323Z",
        "2026-01-02, iso, UTC, 2026-01-02T00:00:00Z",
        "'Fri, 02 Jan 2026 03:04:05 GMT', rfc1123, UTC, 2026-01-02T03:04:05Z"
    })
    void reads_as_it_is_told_and_writes_in_the_zone_it_is_told(String text, String readAs, String zone, String iso) {
        assertThat(read(text, "iso", readAs, zone).textValue()).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({
        "31/02/2026, dd/MM/yyyy",
        "2026-13-01, ''",
        "2026-02-30, ''",
        "yesterday, ''",
        "10:04, ''",
        "999999999999999999999999999999999, ''",
        "1.2.3, ''",
        "-, ''",
        "2026-01-02 trailing, ''",
        "01.02.2026, dd/MM/yyyy"
    })
    void refuses_what_is_no_such_time(String text, String readAs) {
        assertThat(catchThrowableOfType(Refusal.class, () -> read(text, "iso", readAs, "UTC")))
                .hasMessage("this is not a time as it was expected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    YYYY-MM-dd      | `YYYY-MM-dd` counts years by weeks, which is another year around New Year; did you mean `yyyy-MM-dd`?
                    yyyy-MM-DD      | `yyyy-MM-DD` has the day of the year beside the month; did you mean `yyyy-MM-dd`?
                    dd/mm/yyyy      | `dd/mm/yyyy` has minutes where the month would be; the month is `MM`
                    HH:MM           | `HH:MM` has a month where the minutes would be; minutes are `mm`
                    dd.MM. hh:mm    | `dd.MM. hh:mm` has hours of half a day without am or pm; write `HH`, or add `a`
                    dd/MM/yyyyyyyyyyyyyyyyyyyyyyy | `dd/MM/yyyyyyyyyyyyyyyyyyyyyyy` is not a date pattern: The minimum width must be from 1 to 19 inclusive but was 23; for example dd.MM.yyyy HH:mm
                    dd 'of MM       | `dd 'of MM` is not a date pattern: Pattern ends with an incomplete string literal: dd 'of MM; for example dd.MM.yyyy HH:mm
                    """)
    void patterns_that_go_wrong_on_some_days_are_refused(String pattern, String problem) {
        assertThat(Formats.problems(pattern))
                .extracting(Problem::toString)
                .containsExactly(":0:0: " + problem + " [PB608]");
    }

    @Test
    void what_is_read_must_be_a_date_and_the_zone_must_exist() {
        var problems = new Problems();

        Format.compile(List.of(Name.of("iso")), Optional.of("HH:mm"), Optional.of("Asia/Hanoi"), problems);

        assertThat(problems.sorted())
                .extracting(problem -> problem.code() + " " + problem.text())
                .containsExactlyInAnyOrder(
                        "PB608 `HH:mm` does not read a date", "PB608 unknown time zone `Asia/Hanoi`");
    }

    private static JsonNode read(String text, String word, String readAs, String zone) {
        var problems = new Problems();
        var format = Format.compile(
                List.of(Name.of(word)),
                readAs.isEmpty() ? Optional.empty() : Optional.of(readAs),
                Optional.of(zone),
                problems);
        assertThat(problems.sorted()).isEmpty();
        return format.apply(TextNode.valueOf(text), Formats.HANOI);
    }
}
