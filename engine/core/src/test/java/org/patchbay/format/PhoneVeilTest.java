package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneVeilTest {
    private final PhoneVeil veil = PhoneVeil.masking(List.of("VN"));

    @ParameterizedTest
    @CsvSource({
        "+84901234567, +8490…567",
        "+84 90 123 45 67, +8490…567",
        "0084901234567, 0084…567",
        "84901234567, 8490…567",
        "0901234567, 090…567",
        "(090) 123-4567, (090…567",
        "%2B84901234567, +8490…567",
        "%2B84%20901%20234%20567, +8490…567",
        "tel:+84-90-123-4567;ext=12, tel:+8490…567;ext=12",
        "+442071838750, +4420…750",
        "call +1 (212) 555-0123 now, call +1212…123 now"
    })
    void a_number_shows_where_it_is_from_and_how_it_ends(String text, String shown) {
        assertThat(veil.text(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0901234567 0902345678, 090…567 090…678",
        "0901 234 567 0902 345 678, 090…567 090…678",
        "0901-234-567/0902-345-678, 090…567/090…678",
        "0901234567%200902345678%200903456789, 090…567%20090…678%20090…789",
        "ask 84901234567 / 0084902345678 or 12, ask 8490…567 / 0084…678 or 12",
        "0901234567 1763323045, 090…567 1763323045",
        "phones: 5550123456 5550123457, phones: 5550…457"
    })
    void numbers_side_by_side_are_covered_each(String text, String shown) {
        assertThat(veil.text(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1763323045000 1763323045001",
                "100.000.000.000.000.000",
                "2026-01-02 03:04:05 2026-01-02",
                "2026-01-02 2026-01-03 2026-01-04",
                "2026-11-22T12:12:11.123456789Z",
                "1763323045000",
                "1763323045",
                "order 4711-0815",
                "0.123456789",
                "01JX7M3QZ9W8E0T6Y5R4U3I2O1",
                "3f0901234567ab",
                "10.20.30.40:8080",
                "v1.2.3",
                "12345",
                "",
                "+",
                "% %2 %zz"
            })
    void what_is_no_number_stays(String text) {
        assertThat(veil.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"phone\":\"5550123456\"}",
                "{\"phone\" : 5550123456}",
                "{\\\"callerNumber\\\":\\\"5550123456\\\"}",
                "a=b&mobile=5550123456",
                "<fax>5550123456</fax>",
                "/contacts?to=5550123456",
                "X-Caller-Id: 5550123456"
            })
    void what_stands_under_the_name_of_a_number_is_one(String text) {
        assertThat(veil.text(text)).doesNotContain("5550123456").contains("456");
        assertThat(veil.text(text.replaceFirst("[a-zA-Z-]+(Number|Id)?(\\W+)5", "amount$25")))
                .contains("5550123456");
    }

    @Test
    void every_spelling_of_a_known_number_is_covered() {
        var knowing = veil.knowing(List.of("0901234567"));

        for (var spelling : List.of(
                "901234567", "84901234567", "x84901234567y", "090 123 45 67", "+84 (90) 1234567", "id-901234567-1")) {
            assertThat(knowing.text(spelling)).doesNotContain("1234").doesNotContain("23 45");
        }
    }

    @Test
    void what_is_too_short_for_a_number_covers_nothing() {
        assertThat(veil.knowing(List.of("101", "", "n/a")).text("room 101")).isEqualTo("room 101");
    }

    @Test
    void equal_numbers_become_equal_words_however_they_are_written() {
        var hashing = PhoneVeil.hashing(List.of("VN"), digits -> "#" + digits.length());

        assertThat(hashing.text("0901234567 or +84901234567")).isEqualTo("#9 or #9");
    }

    @Test
    void nothing_is_covered_where_numbers_are_shown() {
        assertThat(PhoneVeil.NONE.knowing(List.of("0901234567")).text("0901234567"))
                .isEqualTo("0901234567");
    }
}
